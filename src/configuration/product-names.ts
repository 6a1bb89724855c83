import { productOfName } from '../catalogue/recognition.js';
import { compareVersions, isVersion } from '../values/versions.js';

/** The product that a name means, which the catalogue may not have; with `|`, the first product that has the node's release. */
export function productNamed(name: string): string | undefined {
  const text = name.toLowerCase();
  return productOfName(text) ?? (/^wso2[a-z][a-z0-9-]*$/.test(text) ? text : undefined);
}

/** `4.6.0` of `4.6.0.34-alpine`: releases have three numbers, what follows is an update level or a flavour. */
export function releaseIn(text: string): string | undefined {
  const release = /^v?(\d{1,3}\.\d{1,3}(?:\.\d{1,3})?)(?![\d])/.exec(text)?.[1];
  return release !== undefined && isVersion(release) ? release : undefined;
}

/** Returns the newest listed release of a line such as `4.2.x`; undefined if the text is not a line, or none of its releases is listed. */
export function newestOf(line: string, releases: readonly string[]): string | undefined {
  const prefix = /^(\d+\.\d+)\.x$/.exec(line)?.[1];
  if (prefix === undefined) return undefined;
  return releases
    .filter((release) => release === prefix || release.startsWith(`${prefix}.`))
    .sort(compareVersions)
    .at(-1);
}

/** Repository and tag of an image reference; the registry is of no interest. */
export function imageParts(image: string): { readonly names: readonly string[]; readonly tag: string | undefined } {
  const [reference = ''] = image.split('@', 1);
  const colon = reference.lastIndexOf(':');
  const hasTag = colon > reference.lastIndexOf('/');
  const names = (hasTag ? reference.slice(0, colon) : reference).split('/');
  return { names: names.reverse(), tag: hasTag ? reference.slice(colon + 1) : undefined };
}
