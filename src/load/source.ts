import { DEFAULT_LIMITS, type Limits } from './limits.js';
import { DATA, plainSource } from './plain-source.js';
import { readPlainYaml } from './plain-yaml.js';
import type { Parsed } from './source-text.js';
import { parseYaml } from './yaml-source.js';

/**
 * Reads one YAML 1.2 or JSON document. Whatever is wrong with the text is a problem with its place, never an exception. What is plain is read
 * without the library, which takes five times as long and is loaded for the rest.
 */
export function parseSource(file: string, text: string, limits: Limits = DEFAULT_LIMITS): Parsed {
  const data = readPlainYaml(text, limits, DATA);
  return data === undefined
    ? parseYaml(file, text, limits)
    : { ok: true, source: plainSource(file, text, data, limits) };
}
