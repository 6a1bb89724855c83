import { productOfName } from '../catalogue/recognition.js';

/** Returns the product that a name means, which the catalogue may not have; with `|`, the first product that has the node's release. */
export function productNamed(name: string): string | undefined {
  const text = name.toLowerCase();
  return productOfName(text) ?? (/^wso2[a-z][a-z0-9-]*$/.test(text) ? text : undefined);
}

/** Repository and tag of an image reference; the registry is of no interest. */
export function imageParts(image: string): { readonly names: readonly string[]; readonly tag: string | undefined } {
  const reference = image.replace(/@\w+:[0-9a-fA-F]+$/, '');
  const colon = reference.lastIndexOf(':');
  const hasTag = colon > reference.lastIndexOf('/');
  const names = (hasTag ? reference.slice(0, colon) : reference).split('/');
  return { names: names.reverse(), tag: hasTag ? reference.slice(colon + 1) : undefined };
}
