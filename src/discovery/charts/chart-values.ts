import { lastName, nameAt, namesOf } from '../../configuration/leaf.js';
import { yamlLeaves } from '../../configuration/syntax/yaml.js';
import type { ChartValue } from '../../model/chart-value.js';
import type { Leaf, SourceRange } from '../../model/found.js';
import { rangesOf } from '../../values/lines.js';
import { at } from '../../values/lists.js';
import { posix } from '../../values/posix.js';
import type { ChartSource } from './source.js';

/**
 * Finds the ports among the values of a chart that none of its files reads, and those in place of which a template writes their number. Empty
 * where the values are used as a whole.
 */
export function chartValuesOf({ folder, files }: ChartSource): readonly ChartValue[] {
  const own = [...files].filter(([path, text]) => !path.startsWith('charts/') && text.includes('.Values'));
  const reads = new Set(own.flatMap(([, text]) => [...text.matchAll(READ)].map((match) => at(match, 1).slice(1))));
  if (reads.size === 0 || reads.has('')) return [];
  const literals = own.flatMap(([path, text]) => literalsIn(posix.join(folder, path), text));
  const foreign = foreignKeys(files);
  const chart = leavesOf(files.get('Chart.yaml')).find((leaf) => namesOf(leaf) === 'name')?.value ?? folder;
  return leavesOf(files.get('values.yaml')).flatMap((leaf): ChartValue[] => {
    const path = namesOf(leaf).replaceAll('/', '.');
    const port = Number(leaf.value);
    if (!isPort(leaf) || foreign.has(nameAt(leaf, 0))) return [];
    const isRead = [...reads].some((read) => read === path || path.startsWith(`${read}.`));
    const instead = literals.filter((literal) => literal.port === port && groupOf(literal.behind) === groupOf(path));
    if (isRead && instead.length === 0) return [];
    const file = posix.join(folder, 'values.yaml');
    return [{ chart, path, port, isRead, literals: instead.map(placeOf), file, range: leaf.range }];
  });
}

const READ = /\.Values\b((?:\.[A-Za-z_][\w-]*)*)/g;

/** A number that follows a value as its port: `{{ .Values.km.host }}:9443`. */
interface Literal extends SourceRange {
  /** The value in front. */
  readonly behind: string;
  readonly port: number;
}

const LITERAL = /\{\{[^{}\n]{0,300}\.Values((?:\.[A-Za-z_][\w-]*)+)[^{}\n]{0,100}\}\}:(\d{2,5})\b/g;

function literalsIn(file: string, text: string): readonly Literal[] {
  return [...text.matchAll(LITERAL)].map((match) => {
    const end = match.index + match[0].length;
    const port = at(match, 2);
    return { behind: at(match, 1).slice(1), port: Number(port), file, range: rangesOf(text)(end - port.length, end) };
  });
}

function placeOf({ file, range }: Literal): SourceRange {
  return { file, range };
}

function leavesOf(text: string | undefined): readonly Leaf[] {
  const read = yamlLeaves(text ?? '');
  return read.ok ? read.leaves : [];
}

/** Values of the charts inside of a chart, and those that all of them see. */
function foreignKeys(files: ChartSource['files']): ReadonlySet<string> {
  const descriptions = ['Chart.yaml', 'requirements.yaml'].flatMap((file) => leavesOf(files.get(file)));
  const names = descriptions.filter((leaf) => /^dependencies\/(name|alias)$/.test(namesOf(leaf)));
  return new Set(['global', ...names.map(({ value }) => value)]);
}

/** `servicePort: 9443`, `port: 9443`. */
function isPort(leaf: Leaf): boolean {
  return /port$/i.test(lastName(leaf)) && /^\d{2,5}$/.test(leaf.value) && Number(leaf.value) < 65_536;
}

/** The names above the last one. */
function groupOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('.')));
}
