import type { Input } from '../model/input.js';
import { atPath } from '../values/paths.js';
import { DEFAULT_LIMITS, type Limits } from './limits.js';
import { parseSource } from './source.js';

/** Cheap, and never wrong about a text without the key; only texts with it are worth a parse of their own. */
const MENTIONS_CONFIG = /\bconfig\b["']?\s*:|\\[uxU]/;

/** Returns where the nodes of a topology have their configuration files: paths as written, by node id. */
export function configPathsOf({ file, text, fault }: Input, limits: Partial<Limits>): ReadonlyMap<string, string> {
  if (fault !== undefined || !MENTIONS_CONFIG.test(text)) return NONE;
  const parsed = parseSource(file, text, { ...DEFAULT_LIMITS, ...limits });
  const nodes = parsed.ok ? atPath(parsed.source.data, ['nodes']) : undefined;
  if (typeof nodes !== 'object' || nodes === null) return NONE;
  return new Map(
    Object.entries(nodes).flatMap(([id, node]) => {
      const path = atPath(node, ['config']);
      return typeof path === 'string' && path !== '' ? [[id, path] as const] : [];
    }),
  );
}

const NONE: ReadonlyMap<string, string> = new Map();
