import type { Fixed } from '../../model/correction.js';
import { toPointer } from '../../values/paths.js';
import { jsonText } from '../json.js';

/** Returns a correction for a program, version 1. */
export function json({ edits, changedNodes, optimal, unresolved }: Fixed): string {
  return jsonText({
    fixVersion: 1,
    edits: edits.map(({ file, path, from, to }) => ({
      file,
      path: toPointer(path),
      ...(from === undefined ? {} : { from }),
      to,
    })),
    changedNodes,
    optimal,
    unresolved,
  });
}
