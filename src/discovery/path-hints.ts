import { RANKS } from '../configuration/format.js';
import { productNamed } from '../configuration/product-names.js';
import type { Ranked } from '../configuration/reason.js';
import { posix } from '../values/posix.js';
import { isVersion } from '../values/versions.js';
import type { FoundNode } from './nodes.js';

/** Products that names of the node and of its folders mean, the nearest first. */
export function pathProducts(node: FoundNode): Ranked[] {
  const names = pathOf(node).split('/').reverse();
  const named = (name: string, rank: number): Ranked[] => {
    const product = productIn(name);
    return product === undefined ? [] : [{ value: product, why: `name ${name}`, rank }];
  };
  // Folders further up hold several nodes; they count only where nothing else does.
  return [
    ...named(node.name, RANKS.path),
    ...names.flatMap((name, height) => named(name, height === 0 ? RANKS.path : 0)),
  ].slice(0, 3);
}

/** The path of the node's configuration; the text behind `#` distinguishes several nodes of one file. */
function pathOf({ origin }: FoundNode): string {
  return origin.replace(/#.*/s, '');
}

function productIn(name: string): string | undefined {
  const text = name.toLowerCase().replace(/\.(toml|ya?ml)$/, '');
  const versioned = /(wso2[a-z-]+|apim|am|is|ei|mi)[-@_]\d+\.\d/.exec(text)?.[1];
  const plain = text.replace(/[-_]?(?<!\d)\d+$/, '').replaceAll('_', '-');
  const inside = /is-(as-)?(km|key-manager)|micro-integrator|streaming-integrator|identity-server/.exec(plain)?.[0];
  const token = text
    .split(/[-_@.]+/)
    .find((part) => part.length > 3 && !part.startsWith('wso2') && productNamed(part) !== undefined);
  return (
    productNamed(inside ?? versioned ?? plain) ??
    productNamed(plain.replace(/^wso2-?/, '')) ??
    productNamed(plain.replace(/-.*/s, '')) ??
    (token === undefined ? undefined : productNamed(token))
  );
}

/** `wso2am-4.5.0-deployment.toml`: a release in the file's own name is as good as one inside. */
export function ownPathVersions(node: FoundNode): Ranked[] {
  const own = posix.basename(pathOf(node));
  const version = /wso2[a-z-]+[-_](\d+\.\d+\.\d+)/i.exec(own)?.[1];
  return version === undefined ? [] : [{ value: version, why: `name ${own}`, rank: RANKS.file }];
}

/** Releases in the names of folders: `docker-apim@4.2.x`, `wso2am/1.10.0`; the nearest first. */
export function pathVersions(node: FoundNode): Ranked[] {
  let above = '';
  return pathOf(node)
    .split('/')
    .flatMap((part): Ranked[] => {
      const isOfProduct = productNamed(above) !== undefined;
      above = part;
      const version =
        /(?:wso2[a-z-]+|apim|am|is|ei|mi)[-@_](\d+\.\d+\.(?:\d+|x))/i.exec(part)?.[1] ??
        (isOfProduct && isVersion(part) ? part : undefined);
      return version === undefined ? [] : [{ value: version, why: `folder or file name ${part}`, rank: RANKS.path }];
    })
    .reverse();
}
