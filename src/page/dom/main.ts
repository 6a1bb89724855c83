/// <reference lib="dom" />
import type { Finding } from '../../model/report.js';
import { type Answer, answerOf, corrected, type Files } from '../answer.js';
import { downloadsOf } from '../downloads.js';
import { EXAMPLE } from '../example.js';
import { nameFor } from '../names.js';
import { isName, packed, unpacked } from '../share.js';
import { dropped, type Received, received } from './dropped.js';
import { button, download, element, make } from './elements.js';
import { type Mark, TextField } from './text-field.js';

/** Milliseconds after the last key before the text is checked. */
const PAUSE = 200;

const summary = element('summary', HTMLElement);
const said = element('said', HTMLElement);
const actions = element('actions', HTMLElement);
const result = element('result', HTMLElement);
const names = element('names', HTMLElement);
const nameField = element('name', HTMLInputElement);
const shared = element('shared', HTMLElement);
const link = element('link', HTMLInputElement);

let files: Files = new Map();
let current = 'topology.yaml';
/** A name that a person gave is not changed by what is pasted. */
let isNamed = false;
let answer: Answer | undefined;
let waiting: ReturnType<typeof setTimeout> | undefined;
/** Only the answer to the last question is shown. */
let asked = 0;

const editor = new TextField((text) => {
  if (!isNamed && files.size <= 1) rename(nameFor(text));
  files = text === '' && files.size <= 1 ? new Map() : new Map([...files, [current, text]]);
  clearTimeout(waiting);
  waiting = setTimeout(check, PAUSE);
});

async function check(): Promise<void> {
  const question = ++asked;
  shared.hidden = true;
  const given = await answerTo(files);
  if (question !== asked) return;
  answer = given;
  show();
}

/** A mistake in the program is said, and the page stays in use. */
async function answerTo(given: Files): Promise<Answer | undefined> {
  if (given.size === 0) return undefined;
  try {
    return await answerOf(given);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const bug = `this is a bug, please report it: ${reason}`;
    return {
      body: '',
      summary: [bug],
      said: [],
      findings: [],
      isCorrectable: false,
      isWritable: () => false,
      applied: () => undefined,
    };
  }
}

function show(): void {
  const errors = answer?.findings.some(({ severity }) => severity === 'error') ?? false;
  summary.textContent = answer ? answer.summary.join('\n') : '';
  summary.className =
    answer?.checked === undefined ? '' : errors ? 'error' : answer.findings.length === 0 ? 'good' : '';
  said.replaceChildren(...(answer?.said ?? []).map((text) => make('li', { textContent: text })));
  // Every text of files in it is escaped, and the policy of the page lets no script of it run.
  result.innerHTML = answer?.body ?? '';
  showActions();
  showFixes();
  showNames();
  editor.mark(marksOf(current));
}

function showActions(): void {
  const checked = answer?.checked;
  const all = answer?.isCorrectable ? [button('Correct all that can be corrected', () => void correctAll())] : [];
  const made = checked && checked.report.deployments.length > 0 ? downloadsOf(checked) : [];
  const text = files.get(current);
  actions.replaceChildren(
    ...all,
    ...(text === undefined ? [] : [button(`Download ${current}`, () => download(current, text))]),
    ...made.map(({ title, name, text: make_ }) => button(`${title} (${name})`, () => download(name, make_()))),
  );
}

/** Puts what can be done about a finding below it. */
function showFixes(): void {
  const cards = [...result.querySelectorAll('article.finding')];
  for (const [index, finding] of (answer?.findings ?? []).entries()) {
    const bar = make('div', { className: 'bar' }, ...buttonsFor(finding));
    if (bar.childElementCount > 0) cards[index]?.append(bar);
  }
}

function buttonsFor(finding: Finding): readonly HTMLButtonElement[] {
  const { file, range, fixes, message } = finding;
  const shows = files.has(file) ? [button(`Show line ${range.start.line}`, () => reveal(finding))] : [];
  const applies = fixes.flatMap((fix, index) => {
    if (!answer?.isWritable(fix)) return [];
    // To write the fixes of hundreds of findings takes long, and one of them is applied.
    const apply = button(fixes.length > 1 ? `Apply fix ${index + 1}` : 'Apply the fix', () => {
      const after = answer?.applied(fix);
      if (after) replace(after);
    });
    apply.title = fix.title;
    return [apply];
  });
  const buttons = [...shows, ...applies];
  for (const each of buttons) each.setAttribute('aria-label', `${each.textContent}: ${message}`);
  return buttons;
}

function reveal({ file, range }: Finding): void {
  select(file);
  editor.reveal(range);
}

function marksOf(name: string): readonly Mark[] {
  return (answer?.findings ?? []).flatMap(({ file, range, severity, message, related }) => [
    ...(file === name ? [{ severity, range, message }] : []),
    ...related
      .filter((place) => place.file === name)
      .map((place) => ({ severity, range: place.range, message: place.label })),
  ]);
}

async function correctAll(): Promise<void> {
  const { files: after, summary: text } = await corrected(files);
  files = after;
  editor.show(files.get(current) ?? '', current);
  await check();
  said.prepend(make('li', { textContent: text }));
}

function replace(after: Files): void {
  files = after;
  editor.show(files.get(current) ?? '', current);
  element('text', HTMLTextAreaElement).focus();
  void check();
}

function rename(name: string): void {
  const text = files.get(current);
  files = new Map([...files].flatMap(([key, value]) => (key === current ? [] : [[key, value] as const])));
  if (text !== undefined) files = new Map([...files, [name, text]]);
  current = name;
  nameField.value = name;
}

function select(name: string): void {
  current = name;
  nameField.value = name;
  editor.show(files.get(name) ?? '', name);
  editor.mark(marksOf(name));
  showNames();
  showActions();
}

/** A list of files is shown where there are several, those with findings first. */
function showNames(): void {
  const found = new Set(answer?.findings.flatMap(({ file, related }) => [file, ...related.map((place) => place.file)]));
  const ordered = [...files.keys()].sort((a, b) => Number(found.has(b)) - Number(found.has(a)) || (a < b ? -1 : 1));
  const entries = files.size < 2 ? [] : ordered;
  names.replaceChildren(
    ...entries.map((name) => {
      const choose = button(found.has(name) ? `! ${name}` : name, () => select(name));
      if (name === current) choose.setAttribute('aria-current', 'true');
      return make('li', {}, choose);
    }),
  );
}

async function take({ files: given, left }: Received): Promise<void> {
  const [first] = given.keys();
  if (first !== undefined) {
    isNamed = true;
    files = given;
    select(first);
    await check();
    const wrong = answer?.findings.find(({ file }) => files.has(file));
    if (wrong) select(wrong.file);
  } else summary.textContent = 'none of these files is one that can be checked';
  said.append(...left.map((text) => make('li', { textContent: `not read: ${text}` })));
}

function start(given: Files, name: string): void {
  isNamed = given.size > 0;
  files = given;
  select(name);
  void check();
}

function listen(): void {
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
  element('example', HTMLElement).addEventListener('click', () =>
    start(new Map([['topology.yaml', EXAMPLE]]), 'topology.yaml'),
  );
  element('empty', HTMLElement).addEventListener('click', () => start(new Map(), 'topology.yaml'));
  element('share', HTMLElement).addEventListener('click', async () => {
    link.value = `${location.href.replace(/#.*/s, '')}#${await packed(files)}`;
    shared.hidden = false;
    link.select();
  });
  nameField.addEventListener('change', () => {
    if (!isName(nameField.value) || (files.has(nameField.value) && nameField.value !== current)) {
      nameField.value = current;
      return;
    }
    isNamed = true;
    rename(nameField.value);
    void check();
  });
  const editorBox = document.querySelector('.editor');
  document.addEventListener('dragover', (event) => {
    event.preventDefault();
    editorBox?.classList.add('over');
  });
  document.addEventListener('dragleave', () => editorBox?.classList.remove('over'));
  document.addEventListener('drop', async (event) => {
    event.preventDefault();
    editorBox?.classList.remove('over');
    if (!event.dataTransfer || event.dataTransfer.files.length === 0) return;
    const given = await dropped(event.dataTransfer).catch(() => undefined);
    if (given) await take(given);
    else summary.textContent = 'the browser does not hand over what was dropped: use the buttons to open it';
  });
  window.addEventListener('hashchange', () => void openLink());
}

async function openLink(): Promise<void> {
  const given = await unpacked(location.hash);
  const [first] = given?.keys() ?? [];
  if (given && first !== undefined) start(given, first);
  else if (location.hash !== '') summary.textContent = 'the link is not complete: it has no files that can be read';
}

listen();
void openLink();
