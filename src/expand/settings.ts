import type { SettingPlace } from '../model/deployment.js';
import type { Settings } from '../model/product.js';

/**
 * Where a person edits a value of a node: file and element, for the configuration model the release uses.
 * The catalogue writes XML places as `file: element`, TOML places as `[section] key`.
 */
export function settingPlace(
  settings: Settings,
  model: 'xml' | 'toml' | 'yaml',
  tomlFile: string,
): SettingPlace | undefined {
  if (model === 'toml' && settings.toml !== undefined) return { file: tomlFile, setting: settings.toml };
  if (settings.yaml !== undefined && model !== 'xml') return split(settings.yaml, 'conf/deployment.yaml');
  if (settings.xml !== undefined) return split(settings.xml, '');
  if (settings.toml !== undefined) return { file: tomlFile, setting: settings.toml };
  return undefined;
}

function split(text: string, file: string): SettingPlace {
  const colon = text.indexOf(': ');
  // A place without an element is a file, or a setting of the one file of the product.
  if (colon < 0) return file === '' ? { file: text, setting: '' } : { file, setting: text };
  return { file: text.slice(0, colon), setting: text.slice(colon + 2) };
}

/** `conf/deployment.toml` under the folder that the product keeps its other files in. */
export function tomlFileOf(offsetSettings: Settings, places: Iterable<Settings>): string {
  for (const { xml } of [offsetSettings, ...places]) {
    if (xml?.startsWith('repository/')) return 'repository/conf/deployment.toml';
    if (xml?.startsWith('conf/')) return 'conf/deployment.toml';
  }
  return 'repository/conf/deployment.toml';
}
