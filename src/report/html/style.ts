import { DARK, declarations, LIGHT, NAMES } from '../picture/palette.js';
import { pictureStyle } from '../picture/style.js';

/** The one style sheet of the page: follows the reader's light or dark setting, fits a telephone, prints without waste. */
export const STYLE = `
:root { color-scheme: light dark; ${declarations(LIGHT)} }
@media (prefers-color-scheme: dark) { :root { ${declarations(DARK)} } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main { max-width: 72rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
h1, h2, h3 { line-height: 1.25; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; margin: 0 0 .25rem; }
h2 { font-size: 1.2rem; margin: 2.25rem 0 .75rem; }
h3 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
p { margin: .25rem 0; overflow-wrap: anywhere; }
a { color: inherit; }
code, pre { font: .8667rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; }
code, td, b { overflow-wrap: anywhere; unicode-bidi: isolate; }
.faint { color: var(--faint); }
.tiles { display: flex; flex-wrap: wrap; gap: .5rem; margin: 1rem 0 0; padding: 0; list-style: none; }
.tiles li { background: var(--card); border: 1px solid var(--line); border-radius: .5rem; padding: .4rem .8rem; }
.tiles b { font-size: 1.25rem; font-variant-numeric: tabular-nums; margin-right: .25rem; }
.error { color: var(--error); } .warning { color: var(--warning); } .info { color: var(--info); } .good { color: var(--good); }
.finding { background: var(--card); border: 1px solid var(--line); border-left: .3rem solid currentColor; border-radius: .5rem; padding: .8rem 1rem; margin: 0 0 .9rem; }
.finding > * { color: var(--text); }
.finding h3 { margin: 0 0 .15rem; }
.finding .meta { color: var(--faint); margin: 0 0 .5rem; }
.badge { display: inline-block; border-radius: 1rem; padding: 0 .55rem; font-size: .86em; font-weight: 600; white-space: nowrap; }
.badge.error { background: var(--error-soft); color: var(--error); }
.badge.warning { background: var(--warning-soft); color: var(--warning); }
.badge.info { background: var(--info-soft); color: var(--info); }
.frame { background: var(--code); border: 1px solid var(--line); border-radius: .35rem; margin: .6rem 0; padding: .4rem 0; list-style: none; }
.frame li { display: grid; grid-template-columns: 3.5rem 1fr; padding: .1rem .75rem .1rem 0; }
.frame .number { color: var(--faint); text-align: right; padding-right: .9rem; user-select: none; }
.frame pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
.frame mark { background: none; color: inherit; font-weight: 700; text-decoration: underline wavy; text-underline-offset: .2em; }
.frame .label { grid-column: 2; color: var(--faint); overflow-wrap: anywhere; }
.lines { margin: .35rem 0 0; padding-left: 1.2rem; }
.lines li { overflow-wrap: anywhere; }
.fix b { color: var(--good); }
table { width: 100%; border-collapse: collapse; background: var(--card); border: 1px solid var(--line); font-size: .9333rem; }
th, td { text-align: left; vertical-align: top; padding: .35rem .7rem; border-top: 1px solid var(--line); }
thead th { color: var(--faint); font-weight: 600; font-size: .86em; border-top: 0; white-space: nowrap; }
td.name { min-width: 9rem; }
td.sum { min-width: 8.5rem; }
td.bind { min-width: 6.5rem; }
td.port { font-variant-numeric: tabular-nums; white-space: nowrap; font-weight: 600; }
td .faint { font-size: .92em; }
tr.alarm .badge { padding: 0; }
tr.alarm td { background: var(--error-soft); }
.tools { display: flex; flex-wrap: wrap; align-items: center; gap: .4rem 1.1rem; margin: 1rem 0 0; }
.tools input[type="search"] { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--faint); border-radius: .35rem; padding: .25rem .5rem; width: 16rem; max-width: 100%; }
.tools output { color: var(--faint); }
th button { font: inherit; color: inherit; background: none; border: 0; margin: 0; padding: 0; cursor: pointer; text-align: left; }
th button:hover { text-decoration: underline; }
th[aria-sort="ascending"] button::after { content: " \\25B2"; }
th[aria-sort="descending"] button::after { content: " \\25BC"; }
a:focus-visible, button:focus-visible, input:focus-visible, summary:focus-visible, .scene:focus-visible { outline: 2px solid var(--info); outline-offset: 2px; }
${pictureStyle(NAMES)}.scene { overflow-x: auto; margin: .75rem 0; }
.scene svg { display: block; }
summary { cursor: pointer; font-weight: 600; }
[hidden] { display: none !important; }
dt { font-weight: 600; margin-top: 1rem; }
dd { margin: 0; }
@media screen and (max-width: 56rem) {
  main { padding: 1rem .75rem 2rem; }
  table, tbody { display: block; }
  thead { display: none; }
  .sortable thead { display: block; }
  .sortable thead tr { display: flex; flex-wrap: wrap; padding: .1rem 0; }
  .sortable thead th { border: 0; padding: .3rem .7rem; }
  tr { display: grid; grid-template-columns: 6.9rem 1fr; padding: .4rem 0; border-top: 1px solid var(--line); }
  thead + tbody tr:first-child { border-top: 0; }
  .sortable tbody tr:first-child { border-top: 1px solid var(--line); }
  tr.alarm { background: var(--error-soft); }
  td, td:nth-child(n) { grid-column: 2; border: 0; padding: .05rem .7rem; min-width: 0; }
  .plain td:nth-child(n) { grid-column: 1 / span 2; }
  tr td.port { grid-column: 1; grid-row: 1 / span 7; white-space: normal; }
  td.quiet { display: none; }
  td[data-title]::before { content: attr(data-title) " "; color: var(--faint); }
  .frame li { grid-template-columns: 2.4rem 1fr; }
  .frame .number { padding-right: .6rem; }
}
@media print {
  :root {
    --page: #fff; --card: #fff; --text: #000; --faint: #444; --line: #bbb; --code: #fff;
    --error: #a00; --error-soft: #fff; --warning: #740; --warning-soft: #fff; --info: #036; --info-soft: #fff; --good: #050;
  }
  body { font-size: 10pt; }
  main { max-width: none; padding: 0; }
  table { font-size: 8.5pt; }
  th, td { padding: .15rem .35rem; }
  .tools { display: none; }
  .scene { overflow: visible; break-inside: avoid; }
  .scene svg { max-width: 100%; height: auto; }
  td.name, td.sum, td.bind { min-width: 6em; }
  .finding, tr { break-inside: avoid; }
  h2, h3, thead { break-after: avoid; }
  thead { display: table-header-group; }
}
`;
