/** The functions of `node:fs` that readers of files call, answered from memory: the page has this module in its place. */

const encoder = new TextEncoder();

/** Folders have no bytes. */
let entries: ReadonlyMap<string, Uint8Array | undefined> = new Map();

/** The folder that holds the files; names are seen from it. */
export const FOLDER = '/plan';

/** Puts texts in the place of all files, by their names with `/`. */
export function placeFiles(files: ReadonlyMap<string, string>): void {
  const placed = new Map<string, Uint8Array | undefined>([['/', undefined]]);
  placed.set(FOLDER, undefined);
  for (const [name, text] of files) {
    const path = `${FOLDER}/${name}`;
    for (let at = path.indexOf('/', FOLDER.length + 1); at > 0; at = path.indexOf('/', at + 1))
      placed.set(path.slice(0, at), undefined);
    placed.set(path, encoder.encode(text));
  }
  entries = placed;
}

/** The kind of a path. There are neither links nor devices. */
class Entry {
  readonly name: string;
  readonly size: number;
  private readonly isFolder: boolean;

  constructor(name: string, bytes: Uint8Array | undefined) {
    this.name = name;
    this.size = bytes?.length ?? 0;
    this.isFolder = bytes === undefined;
  }

  isDirectory(): boolean {
    return this.isFolder;
  }

  isFile(): boolean {
    return !this.isFolder;
  }

  isSymbolicLink(): boolean {
    return false;
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function missing(path: string): Error {
  return Object.assign(new Error(`there is no ${path}`), { code: 'ENOENT' });
}

export function existsSync(path: string): boolean {
  return entries.has(path);
}

export function statSync(path: string, options: { readonly throwIfNoEntry?: boolean } = {}): Entry | undefined {
  if (entries.has(path)) return new Entry(nameOf(path), entries.get(path));
  if (options.throwIfNoEntry === false) return undefined;
  throw missing(path);
}

/** There are no links to be told from what they lead to. */
export function lstatSync(path: string, options?: { readonly throwIfNoEntry?: boolean }): Entry | undefined {
  return statSync(path, options);
}

export function realpathSync(path: string): string {
  if (!entries.has(path)) throw missing(path);
  return path;
}

export function readdirSync(folder: string): readonly Entry[] {
  const start = folder === '/' ? '/' : `${folder}/`;
  return [...entries].flatMap(([path, bytes]) => {
    const name = path.startsWith(start) ? path.slice(start.length) : '';
    return name === '' || name.includes('/') ? [] : [new Entry(name, bytes)];
  });
}

export function readFileSync(path: string): Uint8Array {
  const bytes = entries.get(path);
  if (bytes === undefined) throw missing(path);
  return bytes;
}

export const constants = { O_RDONLY: 0, O_NONBLOCK: 0 };

/** Files that are open, by the number that reading asks with. */
const open = new Map<number, { readonly path: string; at: number }>();

export function openSync(path: string): number {
  if (!entries.has(path)) throw missing(path);
  const number = open.size + 1;
  open.set(number, { path, at: 0 });
  return number;
}

export function fstatSync(file: number): Entry | undefined {
  return statSync(open.get(file)?.path ?? '');
}

export function readSync(file: number, buffer: Uint8Array, offset: number, length: number): number {
  const opened = open.get(file);
  if (!opened) throw missing(`open file ${file}`);
  const part = readFileSync(opened.path).subarray(opened.at, opened.at + length);
  buffer.set(part, offset);
  opened.at += part.length;
  return part.length;
}

export function closeSync(file: number): void {
  open.delete(file);
}
