import { profileOfImage } from '../catalogue/recognition.js';
import type { Hint, Leaf } from '../model/fragment.js';
import { releaseIn } from '../values/versions.js';
import { foundIn } from './plain-values.js';
import { imageParts, productNamed } from './product-names.js';

/** Processors and systems that people add to the name of an image. */
const FLAVOUR = /-(arm|arm64|amd64|alpine|ubuntu|rocky|centos)$/;

/** Returns what the name and tag of an image say; `text` is the reference with its variables put in. */
export function imageHints(file: string, leaf: Leaf, text: string): Hint[] {
  const { names, tag } = imageParts(text);
  const name = names.map((part) => part.replace(FLAVOUR, '')).find((part) => productNamed(part) !== undefined);
  const product = name && productNamed(name);
  const why = `image ${names[0]}${tag === undefined ? '' : `:${tag}`}`;
  const hints: Hint[] = [];
  if (product) hints.push({ ...foundIn(file, leaf, product, why), aspect: 'product', rank: 'image' });
  const version = tag === undefined ? undefined : releaseIn(tag);
  // A tag of a private image says only as much as the configuration inside.
  if (version !== undefined)
    hints.push({ ...foundIn(file, leaf, version, why), aspect: 'version', rank: product ? 'image' : 'path' });
  const profile = profileOfImage(text);
  if (profile) hints.push({ ...foundIn(file, leaf, profile, why), aspect: 'profile', rank: 'image' });
  return hints;
}

/** Returns what the name of a pack says: `wso2am-4.2.0.zip`, `wso2is-km-5.3.0`. */
export function packHints(file: string, leaf: Leaf, text: string, rank: Hint['rank'] = 'image'): Hint[] {
  const match = /(?:^|\/)([a-z][a-z0-9_-]*?)-v?(\d+\.\d+\.\d+[^/]*?)(\.zip|\.tar\.gz)?\/?$/i.exec(text);
  const product = match?.[1] && productNamed(match[1]);
  const version = match?.[2] && releaseIn(match[2]);
  if (!product || !version) return [];
  const why = `pack ${match[1]}-${match[2]}`;
  return [
    { ...foundIn(file, leaf, product, why), aspect: 'product', rank },
    { ...foundIn(file, leaf, version, why), aspect: 'version', rank },
  ];
}
