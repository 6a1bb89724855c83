import type { Fragment, Leaf } from '../model/fragment.js';
import { hint } from './structured.js';

/** Names the product of an artifact that API Manager deploys by itself. */
export function ofApiManager(file: string, [leaf]: readonly Leaf[]): Partial<Fragment> {
  if (!leaf) return {};
  return {
    hints: [
      hint(file, leaf, 'product', 'section', 'wso2am', `${file.replace(/^.*\//, '')} is deployed by API Manager`),
    ],
  };
}
