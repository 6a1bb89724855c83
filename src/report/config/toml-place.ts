import type { ConfigSetting } from '../../model/desired.js';

/** Where a value stands in TOML. */
export interface TomlPlace {
  readonly table: string;
  /** `[[table]]`: one entry for each thing described. */
  readonly isList: boolean;
  readonly key: string;
  /** The value is a list of endpoints. */
  readonly isArray: boolean;
}

const PLACE = /^(?<open>\[{1,2})(?<table>[\w.-]+)(?<close>\]{1,2})\s+(?<keys>'[^']+'|[\w.-]+(?:\s*[/,]\s*[\w.-]+)?)$/;

/** Keys whose value is a list, by the files that the vendor ships. */
const ARRAYS =
  /(^|_)(urls|endpoints|members)$|^(analytics_url|analytics_auth_url|event_duplicate_url|receiverURLs|authURLs|eventListeningEndpoints)$/;

/** Reads a place as the catalogue writes it, `[table] key`; undefined where it says something else. */
export function tomlPlace({ setting, kind, secure = false }: ConfigSetting): TomlPlace | undefined {
  const { open, table, close, keys } = PLACE.exec(withoutRemarks(setting ?? ''))?.groups ?? {};
  const key = keyOf(keys ?? '', secure);
  if (open === undefined || table === undefined || key === undefined || open.length !== close?.length) return undefined;
  // A key that is no port is a switch or a name, whatever listener it belongs to.
  if (kind === 'port' && !/port/i.test(key)) return undefined;
  return { table, isList: open.length === 2, key, isArray: kind === 'link' && ARRAYS.test(key) };
}

/** Remarks of the catalogue: in parentheses, behind a semicolon, what an example value looks like, where the key is rendered. */
function withoutRemarks(setting: string): string {
  return setting
    .replace(/\s*\([^()]*\)/g, '')
    .replace(/^.*->\s*/, '')
    .replace(/;.*$/, '')
    .replace(/\s+on the .*$/, '')
    .replace(/\s*=\s*\[.*$/, '')
    .trim();
}

/** One key, or the one of a plain and a secure key that fits. */
function keyOf(keys: string, secure: boolean): string | undefined {
  if (keys.startsWith("'")) return keys;
  const [plain, other, ...more] = keys.split(/\s*[/,]\s*/);
  if (plain === undefined || plain === '' || more.length > 0) return undefined;
  if (other === undefined) return plain;
  return /auth/i.test(other) ? (secure ? other : plain) : undefined;
}
