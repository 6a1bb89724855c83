import { groupBy } from '../deployment/lookup.js';
import type { SettingPlace } from '../model/deployment.js';
import type { FileSetting, OneOrMore, Settings, TomlPlace, TomlSetting } from '../model/settings.js';
import type { Release } from './release.js';

type Reader = Pick<Release, 'configModel' | 'tomlFile'>;

/** Returns where a person edits a value: file and element or key, for the configuration model that the release uses. */
export function settingPlace(settings: Settings, { configModel, tomlFile }: Reader): SettingPlace | undefined {
  const { toml, xml, yaml, env, jvm, unwritable } = settings;
  if (unwritable !== undefined) return { file: unwritable, setting: '' };
  const inToml = toml && { file: tomlFile, setting: tomlTexts(listOf(toml)).join(', ') };
  if (inToml && configModel === 'toml') return inToml;
  if (yaml && configModel !== 'xml') return filePlace(listOf(yaml), 'conf/deployment.yaml');
  if (xml) return filePlace(listOf(xml), '');
  if (inToml) return inToml;
  if (env !== undefined) return { file: 'environment', setting: listOf(env).join(' or ') };
  if (jvm !== undefined) return { file: 'start script', setting: `-D${jvm}` };
  return undefined;
}

/** Returns the keys of the TOML file that a value is written to; undefined where it is written elsewhere. */
export function tomlSettings(settings: Settings, { configModel }: Reader): readonly TomlSetting[] | undefined {
  const { toml, xml, yaml, unwritable } = settings;
  return toml && unwritable === undefined && (configModel === 'toml' || (!xml && !yaml)) ? listOf(toml) : undefined;
}

/** Returns every place of a value, for people: `toml: [server] offset`. */
export function settingTexts({ toml, xml, yaml, jvm, env, derivedFrom, unwritable }: Settings): readonly string[] {
  const files = (kind: string, settings: OneOrMore<FileSetting> | undefined) =>
    listOf(settings ?? []).map(({ file, path }) => `${kind}: ${file === undefined ? '' : `${file}: `}${path}`);
  return [
    ...tomlTexts(listOf(toml ?? [])).map((text) => `toml: ${text}`),
    ...files('xml', xml),
    ...files('yaml', yaml),
    ...(jvm === undefined ? [] : [`jvm: -D${jvm}`]),
    ...(env === undefined ? [] : [`environment: ${listOf(env).join(' or ')}`]),
    ...(derivedFrom === undefined ? [] : [`derived from the link ${derivedFrom}`]),
    ...(unwritable === undefined ? [] : [`in no file: ${unwritable}`]),
  ];
}

/** Returns the settings that carry the value of an entry: its own, or those of the link that it is derived from. */
export function sourceOf({ links }: Pick<Release, 'links'>, settings: Settings): Settings {
  if (settings.derivedFrom === undefined) return settings;
  return links.find(({ id }) => id === settings.derivedFrom)?.settings ?? settings;
}

/** The names of the levels down to a key of a TOML file: those of the table, and those of the key in it. */
export function tomlNames({ table = '', key }: TomlPlace): { readonly levels: string[]; readonly keys: string[] } {
  return {
    levels: table.split('.').filter((name) => name !== ''),
    keys: key.startsWith("'") ? [key.slice(1, -1)] : key.split('.'),
  };
}

export function listOf<T extends TomlSetting | FileSetting | string>(settings: OneOrMore<T>): readonly T[] {
  // `isArray` narrows mutable arrays only.
  return Array.isArray(settings) ? settings : [settings as T];
}

function filePlace(settings: readonly FileSetting[], standard: string): SettingPlace {
  return {
    file: joined(
      settings.map(({ file }) => file ?? standard),
      ' and ',
    ),
    setting: joined(
      settings.map(({ path }) => path),
      ', ',
    ),
  };
}

/** `[[apim.gateway.environment]] ws_endpoint, wss_endpoint`, as the vendor's pages write it. */
function tomlTexts(settings: readonly TomlSetting[]): readonly string[] {
  return [...groupBy(settings, headingOf)].map(([heading, [first, ...rest]]) => {
    const beside = Object.entries(first.where ?? {}).map(([name, value]) => `${name} = "${value}"`);
    const keys = [first, ...rest].map(({ key }) => key).join(', ');
    return `${heading}${keys}${beside.length === 0 ? '' : ` (${beside.join(', ')})`}`;
  });
}

function headingOf({ table, list }: TomlSetting): string {
  if (table === undefined) return '';
  return list ? `[[${table}]] ` : `[${table}] `;
}

function joined(texts: readonly string[], separator: string): string {
  return [...new Set(texts)].join(separator);
}
