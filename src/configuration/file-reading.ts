import { decode } from '../files/decode.js';
import type { Format, Fragment, UnreadPlace } from '../model/fragment.js';
import { START } from '../values/lines.js';
import { emptyFragment } from './format.js';
import { FORMATS, formatOf } from './formats/index.js';

/** The values of a file, or why it has none although it looks relevant; neither for a file of no format. */
export interface FileReading {
  readonly fragment?: Fragment;
  readonly unread?: UnreadPlace;
  /** The text of a template, which other files may give the variables of. */
  readonly template?: string;
}

/** Endings that template engines of Ansible, Puppet, Helm and others give to a file. */
const TEMPLATE_NAME = /\.(j2|jinja2?|erb|epp|tpl|tmpl|tmp|template|mustache|hbs)$/i;

/** Expressions of template engines; no format that is read has them outside of its strings. */
const TEMPLATE_TEXT = /\{\{.{0,500}?\}\}|\{%.{0,500}?%\}|<%.{0,500}?%>/s;

/** Returns whether a format could have a file of this name; everything else is not even opened. */
export function isCandidate(file: string, formats: readonly Format[] = FORMATS): boolean {
  const rendered = file.replace(TEMPLATE_NAME, '');
  return formats.some(({ files }) => files.test(file) || files.test(rendered));
}

/** Reads a file by the format of its name and text; `called` is the name that decides, where that is another one. */
export function readingOfFile(
  file: string,
  bytes: Uint8Array,
  formats: readonly Format[] = FORMATS,
  called = file,
): FileReading {
  const decoded = decode(bytes);
  // Latin-1 shows enough of a text to find out whether the file would have been of interest.
  const text = decoded.ok ? decoded.text : new TextDecoder('latin1').decode(bytes);
  if (isTemplate(called, text, formats))
    return { unread: unreadFile(file, TEMPLATES), ...(decoded.ok ? { template: text } : {}) };
  if (text.startsWith('$ANSIBLE_VAULT;')) return { unread: unreadFile(file, 'encrypted vaults') };
  const format = formatOf(called, text, formats);
  if (!format) return {};
  const fault = decoded.ok ? (text.includes('\0') ? 'the file is binary' : undefined) : decoded.reason;
  if (fault !== undefined)
    return { fragment: { ...emptyFragment(file, format), fault: { reason: fault, range: START } } };
  const fragment = format.read(file, text);
  if (fragment.fault)
    return TEMPLATE_TEXT.test(text) ? { unread: unreadFile(file, format.unrendered ?? TEMPLATES) } : { fragment };
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return { fragment: marked && file.endsWith('.toml') ? { ...fragment, fault: MARKED } : fragment };
}

const TEMPLATES = 'templates that are not rendered';

const MARKED = { reason: 'a byte order mark precedes the first table; it was read without it', range: START };

/** `deployment.toml.j2`: what it becomes is known by its name, and by what is not replaced in it. */
function isTemplate(file: string, text: string, formats: readonly Format[]): boolean {
  if (!TEMPLATE_NAME.test(file)) return false;
  // `compose.yaml.template` may be an example to be copied.
  if (formats.some(({ files }) => files.test(file)) && !TEMPLATE_TEXT.test(text)) return false;
  const rendered = file.replace(TEMPLATE_NAME, '');
  return formats.some(({ files, recognises }) => files.test(rendered) && (recognises?.(text, rendered) ?? true));
}

function unreadFile(file: string, kind: string): UnreadPlace {
  return { kind, what: file, file, range: START };
}
