import type { Range } from '../../model/finding.js';
import type { Finding, RelatedPlace, SuppressedFinding } from '../../model/report.js';
import { ALL_RULES } from '../../rules/index.js';
import { linesOf } from '../../values/lines.js';
import { fixText } from '../describe.js';
import type { Style } from '../reporter.js';
import { html, type Markup, NOTHING } from './markup.js';

/** A card for each finding, gravity and place first, then the lines it speaks of, why, and what to change. */
export function findingCards(findings: readonly Finding[], style: Style): readonly Markup[] {
  const linesOfFile = cachedLines(style);
  return findings.map((finding) => card(finding, linesOfFile));
}

type LinesOfFile = (file: string) => readonly string[];

function cachedLines({ textOf }: Style): LinesOfFile {
  const cache = new Map<string, readonly string[]>();
  return (file) => {
    const lines = cache.get(file) ?? linesOf(textOf(file) ?? '');
    cache.set(file, lines);
    return lines;
  };
}

function card(finding: Finding, linesOfFile: LinesOfFile): Markup {
  const { severity, rule, message, notes, fixes } = finding;
  const meta = html`<p class="meta"><span class="badge ${severity}">${severity}</span> <a href="#rule-${rule}">${rule}</a> &middot; ${placeOf(finding)}</p>`;
  const explained =
    notes.length === 0 ? NOTHING : html`<ul class="lines">${notes.map((note) => html`<li>${note}</li>`)}</ul>\n`;
  const words = (index: number) => (fixes.length > 1 ? `Fix ${index + 1}:` : 'Fix:');
  return html`<article class="finding ${severity}">
<h3>${message}</h3>
${meta}
${frame(finding, linesOfFile)}
${explained}${fixes.map((fix, index) => html`<p class="fix"><b>${words(index)}</b> ${fixText(fix)}</p>\n`)}</article>
`;
}

function frame(finding: Finding, linesOfFile: LinesOfFile): Markup {
  const places: readonly RelatedPlace[] = [finding, ...finding.related];
  return html`<ul class="frame">${places.map((place) => marked(place, place.file === finding.file, linesOfFile))}</ul>`;
}

/** Long lines, JSON on one line for example, are cut around the place. */
const WHOLE = 160;
const BEFORE = 60;
const AFTER = 100;

function marked({ file, range, label }: RelatedPlace, sameFile: boolean, linesOfFile: LinesOfFile): Markup {
  const line = linesOfFile(file)[range.start.line - 1] ?? '';
  const [before, inside, after] = parts(line, range);
  const where = sameFile ? NOTHING : html`<span class="faint">${file}: </span>`;
  const text = line === '' ? NOTHING : html`<pre>${before}<mark>${inside}</mark>${after}</pre>`;
  return html`<li><span class="number">${range.start.line}</span>${text}<span class="label">${where}${label}</span></li>`;
}

function parts(line: string, { start, end }: Range): readonly [string, string, string] {
  const from = start.column - 1;
  const to = end.line === start.line ? end.column - 1 : line.length;
  const [first, last] =
    line.length <= WHOLE ? [0, line.length] : [Math.max(0, from - BEFORE), Math.min(line.length, from + AFTER)];
  const head = first > 0 ? '… ' : '';
  const tail = last < line.length ? ' …' : '';
  return [head + line.slice(first, from), line.slice(from, Math.min(to, last)), line.slice(to, last) + tail];
}

/** What the files or the baseline accept, with the reason. */
export function acceptedTable(suppressed: readonly SuppressedFinding[]): Markup {
  const row = (finding: SuppressedFinding) =>
    html`<tr><td><b>${finding.message}</b><br><span class="faint">${finding.rule} &middot; ${placeOf(finding)}</span></td><td data-title="because">${finding.reason}</td></tr>\n`;
  return html`<table class="plain"><thead><tr><th scope="col">Finding</th><th scope="col">Why it is accepted</th></tr></thead>\n<tbody>\n${suppressed.map(row)}</tbody></table>\n`;
}

/** Why the rules that found something matter. */
export function ruleList(findings: readonly Finding[]): Markup {
  const found = new Set(findings.map(({ rule }) => rule));
  const rules = ALL_RULES.filter(({ id }) => found.has(id));
  return html`<dl>${rules.map(({ id, summary, why, remedy }) => html`<dt id="rule-${id}">${id} <span class="faint">${summary}</span></dt>\n<dd><p>${why}</p><p>${remedy}</p></dd>\n`)}</dl>\n`;
}

function placeOf({ file, range }: Finding): string {
  return `${file}:${range.start.line}:${range.start.column}`;
}
