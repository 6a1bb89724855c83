import type { Report } from '../../model/report.js';
import { htmlDocument } from './document.js';
import { html, Markup } from './markup.js';
import { STYLE } from './style.js';

/** The parts of the page beside its text. */
export interface Workbench {
  readonly tool: Report['tool'];
  /** The program that fills the page. */
  readonly script: string;
  /** The index of the catalogue and its products, by the name that the program asks for. */
  readonly catalogue: Readonly<Record<string, unknown>>;
}

/** Returns the page in which people check files without an installation: one file that loads nothing and sends nothing. */
export function workbench({ tool, script, catalogue }: Workbench): string {
  // A product that is called `</script>` must not end the data.
  const data = new Markup(JSON.stringify(catalogue).replaceAll('<', '\\u003c'));
  return htmlDocument(
    tool,
    'check a plan',
    html`${BODY}<p class="faint">${tool.name} ${tool.version}</p>
<script type="application/json" id="catalogue">${data}</script>
`,
    { style: STYLE + WORKBENCH_STYLE, script, startsItself: true },
  );
}

const BODY = html`<header>
<h1>Check a WSO2 deployment</h1>
<p class="faint">Ports that collide, links that lead to nobody, settings that do not fit together. Everything happens in this page: it loads nothing and sends nothing.</p>
</header>
<noscript><p class="finding error">This page needs JavaScript, which runs from this file alone.</p></noscript>
<section id="files" aria-label="Files">
<p id="hint">Paste a topology, a compose file, a <code>deployment.toml</code> or the manifests of a cluster into the field below, or drop files and folders anywhere.</p>
<div class="bar">
<button type="button" id="open">Open files&hellip;</button>
<button type="button" id="open-folder">Open a folder&hellip;</button>
<button type="button" id="example">Show an example</button>
<button type="button" id="empty">Start again</button>
<button type="button" id="share">Make a link</button>
<input type="file" id="chosen" multiple hidden aria-label="Files">
<input type="file" id="chosen-folder" webkitdirectory hidden aria-label="Folder">
</div>
<p id="shared" hidden><label>Link with the text in it, which is sent nowhere: <input type="text" id="link" readonly></label></p>
<ul id="names" aria-label="Names of files"></ul>
<p><label>Name of this file <input type="text" id="name" spellcheck="false" value="topology.yaml"></label></p>
<div class="editor"><pre id="gutter" aria-hidden="true"></pre><pre id="marks" aria-hidden="true"></pre><textarea id="text" wrap="off" spellcheck="false" autocapitalize="off" aria-label="Text of the file" aria-describedby="hint"></textarea></div>
<div id="at-line" role="status" aria-label="Findings at this line"></div>
</section>
<section id="answer" aria-label="Answer">
<p id="summary" role="status"></p>
<ul id="said" class="lines"></ul>
<div class="bar" id="actions"></div>
</section>
<div id="result"></div>
`;

const WORKBENCH_STYLE = `
button, input[type="text"] { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--faint); border-radius: .35rem; padding: .25rem .6rem; max-width: 100%; }
button { cursor: pointer; }
button:hover, button[aria-current="true"] { border-color: var(--info); background: var(--info-soft); }
button[aria-current="true"] { font-weight: 600; }
.bar, #names { display: flex; flex-wrap: wrap; gap: .4rem .6rem; margin: .6rem 0; padding: 0; list-style: none; }
#names:empty, #said:empty, #actions:empty, #at-line:empty { display: none; }
#names { max-height: 9rem; overflow-y: auto; }
#names button { overflow-wrap: anywhere; text-align: left; }
#link { width: 100%; }
#name { width: 26rem; }
.editor { position: relative; height: 22rem; border: 1px solid var(--faint); border-radius: .5rem; background: var(--card); overflow: hidden; resize: vertical; }
.editor > * { position: absolute; top: 0; bottom: 0; margin: 0; border: 0; padding: .5rem; font: .8667rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; tab-size: 2; white-space: pre; }
#gutter { left: 0; width: 4.2rem; text-align: right; color: var(--faint); background: var(--code); overflow: hidden; user-select: none; }
#gutter b { font-weight: 700; }
#marks, #text { left: 4.2rem; right: 0; width: calc(100% - 4.2rem); }
#marks { overflow: hidden; color: transparent; }
#marks mark { color: transparent; background: none; text-decoration: underline wavy 2px; text-underline-offset: .2em; }
#marks mark.error { text-decoration-color: var(--error); background: var(--error-soft); }
#marks mark.warning { text-decoration-color: var(--warning); background: var(--warning-soft); }
#marks mark.info { text-decoration-color: var(--info); background: var(--info-soft); }
#text { background: none; color: inherit; resize: none; overflow: auto; outline-offset: -3px; }
textarea:focus-visible { outline: 2px solid var(--info); }
.editor.over { outline: 3px dashed var(--info); }
#at-line { border-left: .3rem solid var(--info); padding: .2rem .7rem; margin: .4rem 0; background: var(--card); }
#summary { font-weight: 600; font-size: 1.1rem; margin-top: 1rem; white-space: pre-line; }
#summary.error { color: var(--error); } #summary.good { color: var(--good); }
#result > header { display: none; }
.finding .bar { margin: .5rem 0 0; }
@media print {
  .bar, #hint, #names, #shared, #at-line, label { display: none; }
  .editor { height: auto; overflow: visible; }
  #text, #gutter { display: none; }
  #marks { position: static; width: auto; color: inherit; white-space: pre-wrap; }
  #marks mark { color: inherit; }
}
`;
