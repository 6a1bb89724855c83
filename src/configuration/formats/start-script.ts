import { productOfHome } from '../../catalogue/recognition.js';
import type { Format, Found, Fragment, Hint, Home, Leaf, Unknown } from '../../model/fragment.js';
import { linesOf } from '../../values/lines.js';
import { emptyFragment } from '../format.js';
import { homeOfFolder, layoutFolderOf, parentOf } from '../home.js';
import { COMMAND_LINE, step } from '../leaf.js';
import { foundIn, numberOf, settingsOf } from '../plain-values.js';
import { hint } from '../structured.js';

/** A system property on a command line, its value without quotes. */
const PROPERTY = /(?<=^|[\s"'[,=(])-D([A-Za-z][\w.-]*)=["']?([^\s"'\\,\]]+)/g;

/** Properties that a node is recognised by; many scripts set others. */
const TELLING = /-D(portOffset|profile|[\w.-]{1,100}\.port)=/;

const OFFSET = 'portOffset';
const PROFILE = 'profile';

/** Start scripts, only for what they put on the command line of the server. */
export const startScript: Format = {
  id: 'start-script',
  title: 'start scripts, only for system properties: -DportOffset, -Dprofile, ports and hosts',
  files: /(^|\/)[^/]*\.(sh|bat|service)$/,
  recognises: (text) => TELLING.test(text),
  survivesToml: true,
  part: 'supporting',
  onCommandLine: true,
  homeOf: packHome,
  read(file, text): Fragment {
    const properties = propertiesIn(text);
    const offset = properties.get(OFFSET);
    const profile = properties.get(PROFILE);
    return {
      ...emptyFragment(file, startScript),
      hints: profile ? profileHints(file, profile) : [],
      settings: settingsOf(systemProperties(text)),
      ...(offset ? { offset: offsetOf(file, offset) } : {}),
    };
  },
};

/** System properties that a text puts on the command line, besides the offset and the profile. */
export function systemProperties(text: string): Leaf[] {
  return [...propertiesIn(text)].flatMap(([name, leaf]) => (name === OFFSET || name === PROFILE ? [] : [leaf]));
}

/** `-DportOffset=2` as a value; something that is neither a number nor a reference stays unknown by its text. */
function offsetOf(file: string, leaf: Leaf): Found<number | Unknown> {
  return foundIn(file, leaf, numberOf(leaf.value) ?? { unknown: leaf.value.slice(0, 64) }, `-D${OFFSET}`);
}

/** Runtimes of a pack are started as a profile of their own name: `broker-default`. */
function profileHints(file: string, leaf: Leaf): Hint[] {
  if (!/^[A-Za-z0-9-]{1,64}$/.test(leaf.value)) return [];
  const why = `-D${PROFILE}=${leaf.value}`;
  const product = productOfHome(leaf.value.replace(/-default$/, ''));
  return [
    hint(file, leaf, 'profile', 'layout', leaf.value, `-D${PROFILE}`),
    ...(product ? [hint(file, leaf, 'product', 'layout', product, why)] : []),
  ];
}

/** The properties by name, the last value of each, in lines that are not comments and print nothing. */
function propertiesIn(text: string): ReadonlyMap<string, Leaf> {
  const properties = new Map<string, Leaf>();
  for (const [index, line] of linesOf(text).entries()) {
    if (/^\s*(#|rem\b|::|echo\b)/i.test(line)) continue;
    for (const { 0: match, 1: name = '', 2: value = '', index: at } of line.matchAll(PROPERTY)) {
      const column = at + match.length - value.length + 1;
      const start = { line: index + 1, column };
      const range = { start, end: { line: index + 1, column: column + value.length } };
      properties.set(name, { steps: [step(name)], value, range, meantFor: COMMAND_LINE });
    }
  }
  return properties;
}

/** Scripts are in the `bin` folder of their product. */
export function packHome(file: string): Home {
  return homeOfFolder(layoutFolderOf(file) ?? (parentOf(file).replace(/(^|\/)bin$/, '') || '.'));
}
