import type { Path } from '../model/finding.js';
import type { SchemaProblem } from '../model/problems.js';
import { brief } from '../values/brief.js';
import { writtenPath } from '../values/paths.js';

/** Plain data, with the text of a scalar as it is written (`4.20`). */
export interface WrittenData {
  readonly data: unknown;
  textAt(path: Path): string | undefined;
}

/** A value or key that breaks the schema. */
export interface SchemaFault {
  readonly path: Path;
  /** Whether the key at the path is wrong, rather than its value. */
  readonly key: boolean;
  readonly reason: string;
}

/** Makes the problem of a value or key that breaks the schema. */
export function schemaProblem(file: string, { path, key, reason }: SchemaFault): SchemaProblem {
  return {
    message: 'invalid',
    data: { path: writtenPath(path.map((step) => brief(String(step)))), reason },
    at: { file, path, label: reason, ...(key ? { part: 'key' as const } : {}) },
    related: [],
    subject: { nodes: [], listeners: [], detail: `${file} ${writtenPath(path)} ${reason}` },
  };
}
