import type { Finding, RelatedPlace, SuppressedFinding } from '../../model/report.js';
import { ALL_RULES } from '../../rules/index.js';
import { spansOf } from '../code-spans.js';
import { fixText } from '../describe.js';
import { excerptOf, type LinesOfFile, linesOfFiles } from '../excerpt.js';
import type { Style } from '../reporter.js';
import { type Content, html, type Markup, NOTHING } from './markup.js';
import { group, table } from './table.js';

/** Renders a card for each finding: severity and place, then the lines of the file, the reason, and the changes. */
export function findingCards(findings: readonly Finding[], style: Style): readonly Markup[] {
  const linesOfFile = linesOfFiles(style);
  return findings.map((finding) => card(finding, linesOfFile));
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
  return html`<ul class="frame">${places.map((place) => marked(place, finding, linesOfFile))}</ul>`;
}

function marked({ file, range, label }: RelatedPlace, of: Finding, linesOfFile: LinesOfFile): Markup {
  const { text, shift, remark } = excerptOf(linesOfFile(file)[range.start.line - 1] ?? '', range.start.column);
  const [from, to] = [range.start.column - 1 - shift, range.end.column - 1 - shift];
  const end = range.end.line === range.start.line ? to : text.length;
  const source =
    text.trim() === ''
      ? NOTHING
      : html`<pre>${text.slice(0, from)}<mark>${text.slice(from, end)}</mark>${text.slice(end)}</pre>`;
  const origin = remark === undefined ? NOTHING : html`<span class="label">${remark}</span>`;
  const where = file === of.file ? NOTHING : html`<span class="faint">${file}: </span>`;
  // A label that repeats the message would only be read twice.
  const words = label === of.message ? NOTHING : html`<span class="label">${where}${label}</span>`;
  return html`<li><span class="number">${range.start.line}</span>${source}${words}${origin}</li>`;
}

/** Renders the findings that the files or the baseline accept, with the reason. */
export function acceptedTable(suppressed: readonly SuppressedFinding[]): Markup {
  const rows = suppressed.map((finding) => ({
    cells: [
      {
        content: html`<b>${finding.message}</b><br><span class="faint">${finding.rule} &middot; ${placeOf(finding)}</span>`,
      },
      { content: finding.reason, label: 'because' },
    ],
    alarm: false,
  }));
  return group(NOTHING, table([{ title: 'Finding' }, { title: 'Why it is accepted' }], rows));
}

/** Why the rules that found something matter. */
export function ruleList(findings: readonly Finding[]): Markup {
  const found = new Set(findings.map(({ rule }) => rule));
  const rules = ALL_RULES.filter(({ id }) => found.has(id));
  return html`<dl>${rules.map(({ id, summary, why, remedy }) => html`<dt id="rule-${id}">${id} <span class="faint">${prose(summary)}</span></dt>\n<dd><p>${prose(why)}</p><p>${prose(remedy)}</p></dd>\n`)}</dl>\n`;
}

function prose(text: string): readonly Content[] {
  return spansOf(text).map((span) => (span.isCode ? html`<code>${span.text}</code>` : span.text));
}

function placeOf({ file, range }: Finding): string {
  return `${file}:${range.start.line}:${range.start.column}`;
}
