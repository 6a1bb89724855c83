import type { Format, Found, Fragment, Hint, Home, Unknown } from '../../model/fragment.js';
import { linesOf } from '../../values/lines.js';
import { emptyFragment } from '../format.js';
import { homeOfFolder, layoutFolderOf, parentOf } from '../home.js';
import { numberOf } from '../plain-values.js';

const OFFSET = /-DportOffset=["']?([^\s"'\\,\]]+)/;
const PROFILE = /-Dprofile=["']?([A-Za-z0-9-]+)/;

/** Start scripts and Dockerfiles, only for what they put on the command line of the server. */
export const startScript: Format = {
  id: 'start-script',
  title: 'start scripts and Dockerfiles, only for -DportOffset and -Dprofile',
  files: /(^|\/)(Dockerfile[^/]*|[^/]*\.(sh|bat|service))$/,
  recognises: (text) => OFFSET.test(text) || PROFILE.test(text),
  survivesToml: true,
  part: 'supporting',
  onCommandLine: true,
  homeOf: packHome,
  read(file, text): Fragment {
    const offset = onCommandLine(file, text, OFFSET);
    const profile = onCommandLine(file, text, PROFILE);
    return {
      ...emptyFragment(file, startScript),
      hints: profile ? [profileHint(profile)] : [],
      ...(offset ? { offset: offsetOf(offset) } : {}),
    };
  },
};

/** `-DportOffset=2` as a value; something that is no number and no reference stays unknown by its text. */
function offsetOf(found: Found<string>): Found<number | Unknown> {
  return { ...found, value: numberOf(found.value) ?? { unknown: found.value.slice(0, 64) } };
}

function profileHint(found: Found<string>): Hint {
  return { ...found, aspect: 'profile', rank: 'layout', why: found.why };
}

/** The last value of a `-D` option in the lines that are no comments and print nothing. */
function onCommandLine(file: string, text: string, option: RegExp): Found<string> | undefined {
  let found: Found<string> | undefined;
  for (const [index, line] of linesOf(text).entries()) {
    if (/^\s*(#|rem\b|::|echo\b)/i.test(line)) continue;
    const match = option.exec(line);
    const value = match?.[1];
    if (!match || value === undefined) continue;
    const column = match.index + match[0].length - value.length + 1;
    const start = { line: index + 1, column };
    found = {
      value,
      file,
      range: { start, end: { line: index + 1, column: column + value.length } },
      why: match[0].replace(/=.*$/s, ''),
    };
  }
  return found;
}

/** Scripts are in the `bin` folder of their product. */
function packHome(file: string): Home {
  return homeOfFolder(layoutFolderOf(file) ?? (parentOf(file).replace(/(^|\/)bin$/, '') || '.'));
}
