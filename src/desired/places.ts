import type { Release } from '../catalogue/release.js';
import { tomlSettings } from '../catalogue/settings.js';
import type { ConfigSetting } from '../model/desired.js';
import type { Settings } from '../model/settings.js';

/** Returns the keys of TOML that a value is written to, for {@link ConfigSetting}; nothing where the release is configured otherwise. */
export function tomlOf(settings: Settings, release: Release): Pick<ConfigSetting, 'toml'> {
  const toml = tomlSettings(settings, release);
  return toml === undefined ? {} : { toml };
}
