import { replacementsBetween } from '../fix/splice/replacements.js';
import type { Range } from '../model/finding.js';
import type { Input } from '../model/input.js';
import type { Finding, TextChange } from '../model/report.js';
import { check } from '../pipeline/check.js';
import { fix } from '../pipeline/fix.js';
import { textEditor } from '../pipeline/text-edits.js';
import { isBefore, linesOf } from '../values/lines.js';
import { memo } from '../values/memo.js';
import { cursorAt } from './cursor.js';
import type { View } from './view.js';

/** Something that can be done about findings. */
export interface Remedy {
  readonly title: string;
  readonly kind: 'fix' | 'fix-all' | 'accept';
  /** Fingerprints of the findings that it is about. */
  readonly clears: readonly string[];
  /** The first thing that the tool itself would do. */
  readonly isPreferred: boolean;
  /** In the order of the text of each file; none overlaps another. */
  readonly edits: readonly TextChange[];
}

/**
 * Returns the actions for the findings that touch a range (1-based): each fix that was tried, all of them at once, acceptance.
 * @param file the topology, or a file of a product that it points at
 */
export function remediesAt(view: View, range: Range, file = view.input.file): readonly Remedy[] {
  const isHere = (finding: Finding) => finding.file === file && touches(finding.range, range);
  // Editors ask at every move of the cursor, and fixes take longer to find than what is wrong.
  if (!view.report.findings.some(isHere)) return [];
  const { findings, all } = fixesFor(view);
  const here = findings.filter(isHere);
  const fixes = here.flatMap((finding) => fixesOf(finding, view));
  // The topology is corrected and says what is accepted, from its own lines.
  if (file !== view.input.file) return fixes;
  const accepted = here.flatMap((finding) => acceptanceOf(finding, view) ?? []);
  return [...fixes, ...(all ? [all] : []), ...accepted];
}

/** The findings of a view with their fixes, and the correction of all of them; sought once. */
const fixesFor = memo((view: View): { readonly findings: readonly Finding[]; readonly all: Remedy | undefined } => {
  const { findings } = check([view.input], { catalogue: view.catalogue, listings: false });
  return { findings, all: findings.some(({ correctable }) => correctable) ? allFixes(view) : undefined };
});

function fixesOf({ fingerprint, fixes }: Finding, { input, productOf }: View): readonly Remedy[] {
  const editsOf = textEditor((file) => (file === input.file ? input.text : undefined), productOf);
  return fixes.flatMap((fix, index) => {
    const edits = editsOf(fix) ?? [];
    const remedy = { title: fix.title, kind: 'fix' as const, clears: [fingerprint], isPreferred: index === 0, edits };
    return edits.length === 0 ? [] : [remedy];
  });
}

function allFixes({ input, catalogue }: View): Remedy | undefined {
  const after = fix([input], { catalogue }).files.find(({ file }) => file === input.file)?.after ?? input.text;
  const edits = editsOf(input, after);
  if (edits.length === 0) return undefined;
  return { title: 'Correct the whole topology', kind: 'fix-all', clears: [], isPreferred: false, edits };
}

function editsOf({ file, text }: Input, after: string): readonly TextChange[] {
  return replacementsBetween(text, after).map((replacement) => ({ file, ...replacement }));
}

/** An entry under `ignore` that accepts a finding; none where no entry can. */
function acceptanceOf({ rule, range, fingerprint, sharedBy = [] }: Finding, view: View): Remedy | undefined {
  const { input, catalogue } = view;
  const { path, part, word } = cursorAt(input.text, range.start);
  const [root, id, field, entry] = part === 'key' ? [...path, word] : path;
  const owner = root === 'hosts' ? 'host' : root === 'nodes' ? 'node' : undefined;
  if (owner === undefined || id === undefined) return undefined;
  const listener = (field === 'ports' || field === 'links') && entry !== undefined ? `, listener: ${entry}` : '';
  const entryFor = (name: string | number) =>
    `- { rule: ${rule}, ${owner}: ${name}${listener}, reason: "say why this is right here" }`;
  // Of a value of several nodes each accepts its own.
  const text = [id, ...sharedBy].reduce<string>((before, name) => withEntry(before, entryFor(name)), input.text);
  const after = check([{ ...input, text }], { catalogue, suggestions: false, listings: false });
  if (after.findings.some((each) => each.fingerprint === fingerprint)) return undefined;
  if (!after.suppressed.some((each) => each.fingerprint === fingerprint)) return undefined;
  return {
    title: `Accept this ${rule} with a reason`,
    kind: 'accept',
    clears: [fingerprint],
    isPreferred: false,
    edits: editsOf(input, text),
  };
}

/** Adds an entry to the list under `ignore`, which is made at the end where there is none. */
function withEntry(text: string, entry: string): string {
  const lines = linesOf(text);
  const key = lines.findIndex((line) => /^ignore:\s*(#.*)?$/.test(line));
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  if (key < 0) return `${text}${text === '' || text.endsWith('\n') ? '' : end}ignore:${end}  ${entry}${end}`;
  const indent = /^\s*(?=- )/.exec(lines[key + 1] ?? '')?.[0] ?? '  ';
  return [...lines.slice(0, key + 1), `${indent}${entry}`, ...lines.slice(key + 1)].join(end);
}

function touches(a: Range, b: Range): boolean {
  return !isBefore(a.end, b.start) && !isBefore(b.end, a.start);
}
