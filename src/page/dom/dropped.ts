/// <reference lib="dom" />
import { isCandidate } from '../../configuration/file-reading.js';
import { FORMATS } from '../../configuration/formats/index.js';
import { maxBytesOf } from '../../configuration/tree.js';
import { element } from './elements.js';

/** Files that were handed over, and those that are too long or too many to be read. */
export interface Received {
  readonly files: ReadonlyMap<string, string>;
  readonly left: readonly string[];
}

/** Hands over what people choose with the buttons or drop into the page; `refused` is called where the browser keeps it to itself. */
export function listenForFiles(take: (received: Received) => Promise<void>, refused: () => void): void {
  const chosen = element('chosen', HTMLInputElement);
  const folder = element('chosen-folder', HTMLInputElement);
  element('open', HTMLElement).addEventListener('click', () => chosen.click());
  element('open-folder', HTMLElement).addEventListener('click', () => folder.click());
  for (const input of [chosen, folder])
    input.addEventListener('change', async () => {
      await take(await received(input.files ?? []));
      // The same files can be chosen again after they were changed.
      input.value = '';
    });
  const editor = document.querySelector('.editor');
  document.addEventListener('dragover', (event) => {
    event.preventDefault();
    editor?.classList.add('over');
  });
  document.addEventListener('dragleave', () => editor?.classList.remove('over'));
  document.addEventListener('drop', async (event) => {
    event.preventDefault();
    editor?.classList.remove('over');
    if (!event.dataTransfer || event.dataTransfer.files.length === 0) return;
    const taken = await dropped(event.dataTransfer).catch(() => undefined);
    if (taken) await take(taken);
    else refused();
  });
}

/** More files than this are not read; the command line has room for more. */
const MOST = 5000;

interface Named {
  readonly name: string;
  readonly file: File;
}

/** Returns the texts of files that were chosen; those of a folder are named from it. */
function received(chosen: Iterable<File>): Promise<Received> {
  return read([...chosen].map((file) => ({ name: file.webkitRelativePath || file.name, file })));
}

/** An item whose folder can be read in a page from the disk as well, where the browser has it (Chromium, WICG File System Access). */
interface WithHandle {
  readonly getAsFileSystemHandle?: () => Promise<FileSystemHandle | null>;
}

/** Returns the texts of files and of whole folders that were dropped. */
async function dropped(transfer: DataTransfer): Promise<Received> {
  // Both lists are empty as soon as the event is over, so that everything is asked for at once.
  const items = [...transfer.items].filter(({ kind }) => kind === 'file');
  const entries = items.map((item) => item.webkitGetAsEntry());
  const handles = items.map((item) => (item as WithHandle).getAsFileSystemHandle?.());
  const found: Named[] = [];
  for (const [index, entry] of entries.entries()) {
    const handle = await handles[index];
    if (handle) await collectHandle(handle, handle.name, found);
    else if (entry) await collect(entry, found);
  }
  return read(found);
}

async function collectHandle(handle: FileSystemHandle, name: string, found: Named[]): Promise<void> {
  if (found.length > MOST) return;
  if (handle instanceof FileSystemFileHandle) {
    if (isWanted(name)) found.push({ name, file: await handle.getFile() });
  } else if (handle instanceof FileSystemDirectoryHandle && !NOT_READ.has(handle.name))
    for await (const child of handle.values()) await collectHandle(child, `${name}/${child.name}`, found);
}

/** Folders of tools, which the walk of the command line leaves out as well. */
const NOT_READ: ReadonlySet<string> = new Set([
  '.git',
  '.svn',
  '.hg',
  'node_modules',
  'target',
  '.terraform',
  '.vagrant',
]);

async function collect(entry: FileSystemEntry, found: Named[]): Promise<void> {
  if (found.length > MOST) return;
  if (isFile(entry)) {
    const name = entry.fullPath.replace(/^\//, '');
    if (isWanted(name))
      found.push({ name, file: await new Promise<File>((resolve, reject) => entry.file(resolve, reject)) });
  } else if (isFolder(entry) && !NOT_READ.has(entry.name)) {
    const reader = entry.createReader();
    // A browser hands over a hundred at a time, and none at the end.
    for (;;) {
      const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
      if (part.length === 0) return;
      for (const child of part) await collect(child, found);
    }
  }
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

async function read(named: readonly Named[]): Promise<Received> {
  const files = new Map<string, string>();
  const left: string[] = [];
  const wanted = named.filter(({ name }) => isWanted(name)).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { name, file } of wanted) {
    if (files.size >= MOST) left.push(`${name}: there are more than ${MOST} files`);
    else if (file.size > maxBytesOf(name)) left.push(`${name}: it is too long`);
    else {
      const text = textOf(new Uint8Array(await file.arrayBuffer()));
      if (text === undefined) left.push(`${name}: it is not UTF-8 text`);
      else files.set(name, text);
    }
  }
  return { files, left };
}

/** Returns whether a name is worth reading, as the walk through folders has it. */
function isWanted(name: string): boolean {
  return /\.(ya?ml|json)$|(^|\/)\.gitignore$/i.test(name) || isCandidate(name, FORMATS);
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
