import { readingOfFile } from '../configuration/file-reading.js';
import { isCloudInit, writtenFiles } from '../configuration/formats/written-files.js';
import { baseNameOf, homeOf, homeOfFolder } from '../configuration/home.js';
import { packHints } from '../configuration/image-hints.js';
import { relocatedFragment } from '../configuration/relocation.js';
import { cloudInitFiles, heredocFiles, type WrittenFile } from '../configuration/syntax/written-files.js';
import type { Format, Fragment, Home, UnreadPlace } from '../model/fragment.js';
import { posix } from '../values/posix.js';

/** Returns the files that a script or cloud-init writes; none for a file of another kind. */
export function filesWrittenBy(file: string, bytes: Uint8Array): readonly WrittenFile[] {
  const isScript = writtenFiles.files.test(file);
  if (!isScript && !/\.ya?ml$/.test(file)) return [];
  // A tree has many YAML files. Those of cloud-init are told by their first line, so that the others are not decoded.
  const isOfCloud = isCloudInit(new TextDecoder().decode(bytes.subarray(0, FIRST_LINE)));
  if (!isOfCloud && !isScript) return [];
  const text = new TextDecoder().decode(bytes);
  return isOfCloud ? cloudInitFiles(file, text) : heredocFiles(file, text);
}

/** Bytes that are enough for the line by which cloud-init knows its files. */
const FIRST_LINE = 64;

interface WrittenFragments {
  readonly fragments: readonly Fragment[];
  readonly unread: readonly UnreadPlace[];
  /** Where the tree would have what was read. */
  readonly paths: readonly string[];
}

/**
 * Reads what scripts write as the files that it becomes: beside the script where its path is relative and the tree does not have it, else on
 * a machine of its own. What depends on variables of the script is said, unless a file of the tree is where they would write. Pure.
 */
export function writtenFragments(
  written: readonly WrittenFile[],
  files: readonly string[],
  formats: readonly Format[],
): WrittenFragments {
  const known = new Set(files);
  const fragments: Fragment[] = [];
  const unread: UnreadPlace[] = [];
  const paths: string[] = [];
  for (const { key, file, range, text, ...place } of written) {
    const path = key.startsWith('/') ? key.slice(1) : posix.join(posix.dirname(file), key);
    if (!key.startsWith('/') && isThere(path, known)) continue;
    if (text === undefined) {
      if (CONFIGURATION.test(path)) unread.push({ kind: UNDECIDED, what: posix.basename(path), file, range });
      continue;
    }
    const { fragment } = readingOfFile(path, new TextEncoder().encode(text), formats);
    if (!fragment || fragment.fault) continue;
    if (!key.startsWith('/')) paths.push(path);
    const settings = fragment.settings.map((leaf) => ({ ...leaf, meantFor: path }));
    const placed = relocatedFragment({ ...fragment, settings }, file, { ...place, text, range });
    const hints = path.split('/').flatMap((part) => packHints(file, { steps: [], value: part, range }, part, 'layout'));
    fragments.push({
      ...placed,
      format: writtenFormat(fragment.format, path, key.startsWith('/') ? file : undefined),
      hints: [...placed.hints, ...hints],
      fromTemplate: true,
    });
  }
  return { fragments, unread, paths };
}

const UNDECIDED =
  'configuration that scripts write with variables of their own; run them first, and check what they wrote';
const CONFIGURATION =
  /(^|\/)(deployment\.(toml|yaml)|(carbon|axis2|api-manager|identity|catalina-server|broker)\.xml)$/;

/** Whether a path is one of the tree; a variable may be anything in one part of it. */
function isThere(path: string, known: ReadonlySet<string>): boolean {
  if (!path.includes('$')) return known.has(path);
  const start = path.slice(0, path.indexOf('$'));
  const end = path.slice(Math.max(path.lastIndexOf('}'), path.lastIndexOf('/')) + 1);
  return [...known].some((file) => file.startsWith(start) && file.endsWith(end));
}

/** The format of a file with the home that it has where it is written; what goes to a path of a machine is a machine of its own for each script. */
function writtenFormat(format: Format, path: string, script: string | undefined): Format {
  if (script === undefined) {
    const key = path.replace(/\/repository\/conf\/.*/s, '');
    const folder = key === path ? posix.dirname(path) : key;
    return { ...format, homeOf: () => homeOfFolder(folder) };
  }
  const home = homeOf({ file: path, format });
  const name = nameOf(script);
  const own: Home = { key: `${script}#${home.key}`, name: name === '' ? home.name : name };
  return { ...format, runsAs: 'machine', homeOf: () => own };
}

/** What the name of a script says beside that it is one: `gw` of `user-data-gw.yaml`. */
function nameOf(script: string): string {
  const base = baseNameOf(script).toLowerCase();
  return base
    .split(/[-_.]/)
    .filter((word) => !GENERIC.has(word))
    .join('-');
}

const GENERIC = new Set(
  'user data userdata cloud init cloudinit config setup install provision bootstrap configure deploy script main vagrantfile run start build'.split(
    ' ',
  ),
);
