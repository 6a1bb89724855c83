import type { UnreadPlace } from '../model/fragment.js';
import { linesOf } from '../values/lines.js';
import { posix } from '../values/posix.js';

/** A script, and its lines that write or move something. */
export interface Script {
  readonly file: string;
  readonly lines: readonly { readonly number: number; readonly text: string }[];
}

const SCRIPT = /\.(sh|bash|bat|cmd|ps1)$|(^|\/)Makefile$/i;
const WRITES = />|\b(mkdir|cp|copy|mv|tee|rsync|tar|unzip|install|clone|curl|wget|New-Item|Copy-Item)\b/;

/** Returns the lines of a script that write something; nothing for a file of another kind. */
export function scriptsIn(file: string, bytes: Uint8Array): readonly Script[] {
  if (!SCRIPT.test(file)) return [];
  const lines = linesOf(new TextDecoder().decode(bytes)).flatMap((text, index) =>
    WRITES.test(text) && !/^\s*(#|rem\b|echo\b)/i.test(text) ? [{ number: index + 1, text }] : [],
  );
  return lines.length === 0 ? [] : [{ file, lines }];
}

/** Adds the script that writes what is missing, or the folder that it is in. */
export function withWriter(place: UnreadPlace, scripts: readonly Script[]): UnreadPlace {
  for (let path = place.what; path !== '.' && path !== '/' && path !== ''; path = posix.dirname(path))
    for (const { file, lines } of scripts) {
      const line = lines.find(({ text }) => names(text, path, path === place.what));
      if (line) return { ...place, what: `${place.what}, which ${file}:${line.number} writes` };
    }
  return place;
}

/** Whether a line names a path, and not one that only ends like it; `inside`, also what is below that. */
function names(line: string, path: string, inside: boolean): boolean {
  for (let at = line.indexOf(path); at >= 0; at = line.indexOf(path, at + 1)) {
    const before = line.slice(0, at).replace(/(?<![\w.$}/])\.\/$/, '');
    const after = line.slice(at + path.length);
    if (!/[\w.$}/-]$/.test(before) && !(inside ? /^[\w-]/ : /^\/?[\w.-]/).test(after) && WRITES.test(before))
      return true;
  }
  return false;
}
