import { decode } from '../files/decode.js';
import { absolute } from '../files/paths.js';
import { readRegular } from '../files/regular.js';
import { type Refused, Walk, type WalkedFile } from '../files/walk.js';
import type { Format, Fragment, UnreadPlace } from '../model/fragment.js';
import { compareTexts } from '../values/lists.js';
import { isCandidate, readingOfFile } from './file-reading.js';
import { FORMATS } from './formats/index.js';

const MEGABYTE = 1024 * 1024;

/** Longest configuration file that is read, in bytes: rendered manifests of a whole cluster are larger than any other. */
export function maxBytesOf(file: string): number {
  return (/\.(ya?ml|json)$/i.test(file) ? 16 : 4) * MEGABYTE;
}

const MAX_FILES = 20_000;

/** The name whose formats a stream may have. */
export const STREAM = 'stdin.yaml';

/** A text that was handed over and is in no file. */
export interface GivenText {
  /** Its name in findings. */
  readonly file: string;
  readonly bytes: Uint8Array;
}

export interface ReadTree {
  readonly fragments: readonly Fragment[];
  /** Files that look relevant and are not understood: templates, encrypted vaults. */
  readonly unread: readonly UnreadPlace[];
  /** Files that the system or a limit did not allow to be read. */
  readonly refused: readonly Refused[];
}

/**
 * Reads what the paths hold: folders with everything below, in the order of their names; a topology asks for them by name, so that a
 * .gitignore leaves nothing out. Files are named relative to `directory`. Links that lead out of `root` are refused.
 */
export function readTree(
  paths: readonly string[],
  directory: string,
  root?: string,
  formats: readonly Format[] = FORMATS,
): ReadTree {
  const walk = walkFor(directory, root, formats, false);
  for (const path of paths) walk.add(absolute(directory, path));
  const reader = new TreeReader(formats);
  const { files, refused } = walk.result();
  reader.read(files);
  return { fragments: reader.inOrder(), unread: reader.unread, refused: [...refused, ...reader.refused] };
}

/** Returns a walk that stops at every file which a format may read. */
export function walkFor(
  directory: string,
  root: string | undefined,
  formats: readonly Format[],
  ignores: boolean,
): Walk {
  return new Walk({
    directory,
    ...(root === undefined ? {} : { root: absolute(directory, root) }),
    ignores,
    wanted: (file) => isCandidate(file, formats),
  });
}

/** A template, and why nothing else is read of it. */
export interface Template {
  readonly file: string;
  readonly text: string;
  readonly unread: UnreadPlace;
}

/** Reads files once each, by their formats. */
export class TreeReader {
  readonly templates: Template[] = [];
  readonly unread: UnreadPlace[] = [];
  readonly refused: Refused[] = [];
  private readonly fragments: Fragment[] = [];
  private readonly done = new Set<string>();
  private readonly formats: readonly Format[];
  private readonly seen: (file: string, bytes: Uint8Array) => void;

  /** `seen` gets the bytes of every file that is read. */
  constructor(formats: readonly Format[], seen: (file: string, bytes: Uint8Array) => void = () => undefined) {
    this.formats = formats;
    this.seen = seen;
  }

  read(files: readonly WalkedFile[]): void {
    for (const walked of files) {
      if (this.done.has(walked.file)) continue;
      this.done.add(walked.file);
      this.readOne(walked);
    }
  }

  /** Adds a text that is in no file: a stream of YAML, as `helm template` prints it. */
  add({ file, bytes }: GivenText): void {
    const { fragment, unread } = readingOfFile(file, bytes, this.formats, STREAM);
    if (fragment) this.fragments.push(fragment);
    if (unread) this.unread.push(unread);
  }

  inOrder(): readonly Fragment[] {
    return [...this.fragments].sort((a, b) => compareTexts(a.file, b.file));
  }

  private readOne({ path, file }: WalkedFile): void {
    if (this.fragments.length >= MAX_FILES) {
      this.refuse(file, `there are more than ${MAX_FILES} configuration files`);
      return;
    }
    const maxBytes = maxBytesOf(path);
    const read = readRegular(path, maxBytes);
    if (!read.ok) this.refuse(file, read.reason);
    else if (read.bytes.length > maxBytes) this.refuse(file, `it is longer than ${maxBytes} bytes`);
    else {
      const { fragment, unread, template } = readingOfFile(file, read.bytes, this.formats);
      if (fragment) this.fragments.push(fragment);
      if (unread) this.unread.push(unread);
      if (unread && template !== undefined) this.templates.push({ file, text: template, unread });
      this.seen(file, read.bytes);
    }
  }

  private refuse(file: string, reason: string): void {
    this.refused.push({ file, reason });
  }
}

/** Returns the files that may be shown: the meaning of the lines of a broken file is not known, so that none of them is safe. */
export function understoodFiles(fragments: readonly Fragment[]): ReadonlySet<string> {
  const broken = new Set(fragments.flatMap(({ file, fault }) => (fault ? [file] : [])));
  return new Set(fragments.flatMap(({ file }) => (broken.has(file) ? [] : [file])));
}

/** Returns the text of a configuration file; a file that is gone since it was read has none. */
export function configurationText(path: string): string | undefined {
  const read = readRegular(path, maxBytesOf(path));
  const decoded = read.ok ? decode(read.bytes) : undefined;
  return decoded?.ok ? decoded.text : undefined;
}
