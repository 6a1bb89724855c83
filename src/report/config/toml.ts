import { type Group, groupBy } from '../../deployment/lookup.js';
import type { ConfigSetting } from '../../model/desired.js';
import type { TomlSetting } from '../../model/settings.js';
import { visible } from '../../values/visible.js';
import { comment } from './comment.js';

/** Settings as fragments of TOML, one for each file: keys of one table under one heading; what has no known key is a comment. */
export function tomlLines(settings: readonly ConfigSetting[]): readonly string[] {
  const files = groupBy(settings, ({ file = '' }) => file);
  return [...files].flatMap(([file, entries]) => [comment(file), ...fragment(entries)]);
}

interface Placed {
  readonly setting: ConfigSetting;
  readonly place: TomlSetting;
}

function fragment(settings: readonly ConfigSetting[]): readonly string[] {
  const placed = settings.flatMap((setting) => (setting.toml ?? []).map((place): Placed => ({ setting, place })));
  const unknown = settings.filter(({ toml = [] }) => toml.length === 0);
  const tables = [...groupBy(placed, headingKey).values()];
  const counts = groupBy(tables, ([{ place }]) => place.table ?? '');
  return [
    ...tables.flatMap((entries) => tableLines(entries, counts.get(entries[0].place.table ?? '')?.length ?? 1)),
    ...unknown.map(unknownLine),
  ];
}

/** Each node at the other end has an entry of its own in a list of tables, unless an id says that there is one entry. */
function headingKey({ place: { table = '', list, where }, setting }: Placed): string {
  if (list && where?.id !== undefined) return JSON.stringify([table, where]);
  return list ? JSON.stringify([table, where, setting.target ?? setting.value]) : table;
}

/** The keys of the top of a file are before its first table. `count` is the number of tables of that name. */
function tableLines(entries: Group<Placed>, count: number): readonly string[] {
  const [{ place, setting }] = entries;
  const { table, list, where = {}, beside = {} } = place;
  const [own, below] = [entries.filter((entry) => !isBelow(entry)), entries.filter(isBelow)];
  return [
    ...(table === undefined ? [] : [list ? `[[${table}]]` : `[${table}]`]),
    ...Object.entries({ ...where, ...beside }).map(([key, value]) => {
      const isName = value === ENVIRONMENT;
      return `${key} = ${tomlValue(isName ? environmentName(setting, count) : value)}`;
    }),
    ...[...groupBy(own, keyOf).values()].flatMap((group) => keyLines(group)),
    ...[...groupBy(below, ({ place: { key } }) => key.replace(/\.[^.]*$/, ''))].flatMap(([name, group]) => [
      `[${table}.${name}]`,
      ...[...groupBy(group, keyOf).values()].flatMap((of) => keyLines(of, `${name}.`)),
    ]),
    '',
  ];
}

/** The catalogue's placeholder for the name of a gateway environment. */
const ENVIRONMENT = '{environment}';

/** The only environment keeps the name that ships, which deployed APIs refer to; of several each has its own. */
function environmentName({ target = 'Default' }: ConfigSetting, count: number): string {
  return count === 1 ? 'Default' : target;
}

/** A key of a table inside of an entry of a list; the vendor writes such a table with a heading of its own. */
function isBelow({ place: { list, key } }: Placed): boolean {
  return list === true && key.includes('.') && !key.startsWith("'");
}

/** Values of one key: a list holds them all, of others the first one is used and the rest are listed. */
function keyLines(entries: Group<Placed>, prefix = ''): readonly string[] {
  const [first] = entries;
  const { place } = first;
  const key = keyOf(first).slice(prefix.length);
  const values = [...new Set(entries.map((entry) => tomlValue(entry.setting.value)))];
  const [value, ...others] = values;
  const about = [...new Set(entries.map((entry) => aboutText(entry.setting)))].filter((text) => text !== '').join(', ');
  const behind = about === '' ? '' : ` # ${visible(about)}`;
  if (place.array) return [`${key} = [${values.join(', ')}]${behind}`];
  return [`${key} = ${value}${behind}`, ...others.map((other) => comment(`${key} = ${other}`))];
}

/** The key for secure endpoints where the other end speaks TLS. */
function keyOf({ place: { key, authKey }, setting: { secure = false } }: Placed): string {
  return secure ? (authKey ?? key) : key;
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
