import { decode } from '../../files/decode.js';
import { absolute } from '../../files/paths.js';
import { readRegular } from '../../files/regular.js';
import { Walk, type WalkedFile } from '../../files/walk.js';
import { posix } from '../../values/posix.js';

/** The files of a chart, and values beside its folder, by their path from there. Binary and very long ones are empty. */
export interface ChartSource {
  /** As files are named, with `/`; `.` for the working directory. */
  readonly folder: string;
  readonly files: ReadonlyMap<string, string>;
}

const MAX_BYTES = 1024 * 1024;
const MAX_FILES = 5000;

const CHART = /(^|\/)Chart\.ya?ml$/;

/** Reads the charts with templates among files that were walked: all of their files, also those that no reader would open. */
export function chartSources(files: readonly WalkedFile[], directory: string, root?: string): readonly ChartSource[] {
  const folders = files.flatMap(({ file }) => (CHART.test(file) ? [posix.dirname(file)] : []));
  return folders
    .filter((folder) => !isDependency(folder, folders))
    .flatMap((folder) => chartAt(folder, directory, root, valuesBeside(folder, folders, files)));
}

/** A chart in the folder `charts` of another one is a part of that. */
function isDependency(folder: string, folders: readonly string[]): boolean {
  return folders.some((other) => folder.startsWith(other === '.' ? 'charts/' : `${other}/charts/`));
}

/** Values in the folder above, where the chart is the only one there. */
function valuesBeside(folder: string, folders: readonly string[], files: readonly WalkedFile[]): readonly WalkedFile[] {
  const above = posix.dirname(folder);
  const isAlone = folders.every((other) => other === folder || posix.dirname(other) !== above || other === above);
  if (folder === '.' || folders.includes(above) || !isAlone) return [];
  return files.filter(({ file }) => posix.dirname(file) === above && /values[^/]*\.ya?ml$/.test(file));
}

function chartAt(
  folder: string,
  directory: string,
  root: string | undefined,
  beside: readonly WalkedFile[],
): ChartSource[] {
  const walk = new Walk({
    directory,
    ...(root === undefined ? {} : { root }),
    ignores: false,
    maxEntries: MAX_FILES,
    wanted: () => true,
  });
  walk.add(absolute(directory, folder));
  const walked = walk.result().files;
  const below = (file: string) => posix.relative(folder, file);
  if (!walked.some(({ file }) => below(file).startsWith('templates/'))) return [];
  return [{ folder, files: new Map([...walked, ...beside].map((each) => [below(each.file), textOf(each)])) }];
}

function textOf({ path, size }: WalkedFile): string {
  const read = size > MAX_BYTES ? undefined : readRegular(path, MAX_BYTES);
  const decoded = read?.ok ? decode(read.bytes) : undefined;
  return decoded?.ok && !decoded.text.includes('\0') ? decoded.text : '';
}
