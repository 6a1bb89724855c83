import type { Deployment, Link } from '../model/deployment.js';
import { memo } from '../values/memo.js';
import { type Group, groupBy } from './lookup.js';

/** One endpoint that is written somewhere, with the links that are read from it. */
export interface Literal {
  readonly key: string;
  /** The links of one place; the first one represents all. */
  readonly links: Group<Link>;
}

/** Every literal of a deployment once, in the order of its links. */
export const allLiterals = memo((deployment: Deployment): readonly Literal[] => {
  const written = deployment.links.filter(({ verdict, basis }) => verdict !== undefined && basis === 'literal');
  return [...groupBy(written, keyOf)].map(([key, links]) => ({ key, links }));
});

/** The place of a literal: in a file by its position, else by the setting that it is the value of, and the text itself. */
function keyOf(link: Link): string {
  const { node, place, endpoint, dialled, url } = link;
  const at = place.range ? `${place.file} ${place.range.start.line}:${place.range.start.column}` : settingOf(link);
  return `${node} ${at} ${endpoint?.text ?? url ?? dialled}`;
}

/** The setting of the product, without the remarks of the catalogue; a link without one has the path where it is written. */
function settingOf({ setting, place, id }: Link): string {
  if (!setting) return `${id} ${place.path.join('/')}`;
  const element = setting.setting.replace(/^derived from /, '').replace(/\s*\(.*$/, '');
  return `${setting.file} ${element}`;
}
