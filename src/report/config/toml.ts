import { type Group, groupBy } from '../../deployment/lookup.js';
import type { ConfigSetting } from '../../model/desired.js';
import { visible } from '../../values/visible.js';
import { comment } from './comment.js';
import { type TomlPlace, tomlPlace } from './toml-place.js';

/** Settings as fragments of TOML, one for each file: keys of one table under one heading; what has no known key is a comment. */
export function tomlLines(settings: readonly ConfigSetting[]): readonly string[] {
  const files = groupBy(settings, ({ file = '' }) => file);
  return [...files].flatMap(([file, entries]) => [comment(file), ...fragment(entries)]);
}

interface Placed {
  readonly setting: ConfigSetting;
  readonly place: TomlPlace;
}

function fragment(settings: readonly ConfigSetting[]): readonly string[] {
  const placed: Placed[] = [];
  const unknown: ConfigSetting[] = [];
  for (const setting of settings) {
    const place = tomlPlace(setting);
    if (place) placed.push({ setting, place });
    else unknown.push(setting);
  }
  return [...[...groupBy(placed, headingKey).values()].flatMap(tableLines), ...unknown.map(unknownLine)];
}

/** Each node at the other end has an entry of its own in a list of tables. */
function headingKey({ place, setting }: Placed): string {
  return place.isList ? `${place.table} ${setting.target ?? setting.value}` : place.table;
}

function tableLines(entries: Group<Placed>): readonly string[] {
  const [first] = entries;
  const { table, isList } = first.place;
  return [
    isList ? `[[${table}]]` : `[${table}]`,
    ...[...groupBy(entries, ({ place }) => place.key).values()].flatMap(keyLines),
    '',
  ];
}

/** Values of one key: a list holds them all, of others the first one stands and the rest are said. */
function keyLines(entries: Group<Placed>): readonly string[] {
  const [first] = entries;
  const { key, isArray } = first.place;
  const values = [...new Set(entries.map(({ setting }) => tomlValue(setting.value)))];
  const [value, ...others] = values;
  const about = [...new Set(entries.map(({ setting }) => aboutText(setting)))].filter((text) => text !== '').join(', ');
  const behind = about === '' ? '' : ` # ${visible(about)}`;
  if (isArray) return [`${key} = [${values.join(', ')}]${behind}`];
  return [`${key} = ${value}${behind}`, ...others.map((other) => comment(`${key} = ${other}`))];
}

function aboutText({ kind, id, target }: ConfigSetting): string {
  if (kind === 'offset') return '';
  return target === undefined ? id : `${id} of ${target}`;
}

function unknownLine(setting: ConfigSetting): string {
  return comment(
    `${aboutText(setting)}: ${setting.value}${setting.setting === undefined ? '' : `, ${setting.setting}`}`,
  );
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for.
const FORBIDDEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

/** A basic string; what TOML forbids in it, and what a terminal could obey, is escaped. */
function tomlValue(value: number | string): string {
  if (typeof value === 'number') return `${value}`;
  const escaped = value
    .replace(/["\\]/g, '\\$&')
    .replace(FORBIDDEN, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `"${escaped}"`;
}
