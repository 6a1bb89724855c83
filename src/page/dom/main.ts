/// <reference lib="dom" />
import type { Finding } from '../../model/report.js';
import type { Files } from '../answer.js';
import type { Shown } from '../engine.js';
import { EXAMPLE } from '../example.js';
import { nameFor } from '../names.js';
import { isName, packed, unpacked } from '../share.js';
import { zipOf } from '../zip.js';
import { listenForFiles, type Received } from './dropped.js';
import { button, download, element, make } from './elements.js';
import { EngineClient } from './engine-client.js';
import { Repeated } from './repeated.js';
import { type Mark, TextField } from './text-field.js';

/** Milliseconds after the last key before the text is checked. */
const PAUSE = 200;
/** Milliseconds without an answer after which the page says that it works. */
const PATIENCE = 400;

const engine = new EngineClient(
  document.querySelector('script:not([type])')?.textContent ?? '',
  element('catalogue', HTMLScriptElement).text,
);

const summary = element('summary', HTMLElement);
const said = element('said', HTMLElement);
const actions = element('actions', HTMLElement);
const section = element('answer', HTMLElement);
const result = element('result', HTMLElement);
const names = element('names', HTMLElement);
const nameField = element('name', HTMLInputElement);
const shared = element('shared', HTMLElement);
const link = element('link', HTMLInputElement);

let files: Files = new Map();
/** The files as they were given, before anything was changed in the page. */
let given: Files = new Map();
let current = 'topology.yaml';
/** A name that a person gave is not changed by what is pasted. */
let isNamed = false;
let answer: Shown | undefined;
/** The files that the answer is about: a correction of others would undo what was typed since. */
let judged: Files | undefined;
let waiting: ReturnType<typeof setTimeout> | undefined;

const checks = new Repeated(checkOnce);
const editor = new TextField((text) => {
  if (!isNamed && files.size <= 1) rename(nameFor(text));
  files = text === '' && files.size <= 1 ? new Map() : new Map([...files, [current, text]]);
  clearTimeout(waiting);
  waiting = setTimeout(() => void check(), PAUSE);
});

async function checkOnce(): Promise<void> {
  shared.hidden = true;
  const working = setTimeout(() => {
    section.ariaBusy = 'true';
    summary.textContent = 'checking...';
    summary.className = '';
  }, PATIENCE);
  const asked = files;
  const answered = await answerTo(asked);
  clearTimeout(working);
  if (checks.isStale) return;
  section.ariaBusy = null;
  answer = answered;
  judged = asked;
  show();
}

function check(): Promise<void> {
  return checks.request();
}

/** A mistake in the program is said, and the page stays in use. */
async function answerTo(asked: Files): Promise<Shown | undefined> {
  if (asked.size === 0) return undefined;
  try {
    return await engine.ask('check', asked);
  } catch (error) {
    const nothing = { body: '', said: [], findings: [], isCorrectable: false, isChecked: false };
    return { ...nothing, summary: [bug(error)], writable: [], downloads: [] };
  }
}

function bug(error: unknown): string {
  return `this is a bug, please report it: ${error instanceof Error ? error.message : String(error)}`;
}

function show(): void {
  const errors = answer?.findings.some(({ severity }) => severity === 'error') ?? false;
  summary.textContent = answer ? answer.summary.join('\n') : '';
  summary.className = !answer?.isChecked ? '' : errors ? 'error' : answer.findings.length === 0 ? 'good' : '';
  said.replaceChildren(...(answer?.said ?? []).map((text) => make('li', { textContent: text })));
  // Every text of files in it is escaped, and the policy of the page lets no script of it run.
  result.innerHTML = answer?.body ?? '';
  showActions();
  showFixes();
  showNames();
  editor.mark(marksOf(current));
}

function showActions(): void {
  const all = answer?.isCorrectable ? [button('Correct all that can be corrected', () => void correctAll())] : [];
  const text = files.get(current);
  const changed = [...files].filter(([name, content]) => given.has(name) && given.get(name) !== content);
  const zip = button(
    `Download ${changed.length} changed ${changed.length === 1 ? 'file' : 'files'} in their folders (changed.zip)`,
    () => download('changed.zip', zipOf(new Map(changed))),
  );
  actions.replaceChildren(
    ...all,
    ...(text === undefined ? [] : [button(`Download ${current}`, () => download(current, text))]),
    ...(files.size > 1 && changed.length > 0 ? [zip] : []),
    ...(answer?.downloads ?? []).map(({ title, name }, index) =>
      button(`${title} (${name})`, () => attempt(async () => download(name, (await engine.ask('text', index)) ?? ''))),
    ),
  );
}

/** Does something; a mistake in the program is said, and the page stays in use. */
async function attempt(action: () => Promise<void>): Promise<void> {
  await action().catch((error: unknown) => said.prepend(make('li', { textContent: bug(error) })));
}

/** Puts what can be done about a finding below it. */
function showFixes(): void {
  const cards = [...result.querySelectorAll('article.finding')];
  for (const [index, finding] of (answer?.findings ?? []).entries()) {
    const bar = make('div', { className: 'bar' }, ...buttonsFor(finding, index));
    if (bar.childElementCount > 0) cards[index]?.append(bar);
  }
}

function buttonsFor(finding: Finding, number: number): readonly HTMLButtonElement[] {
  const { file, range, fixes, message } = finding;
  const shows = files.has(file) ? [button(`Show line ${range.start.line}`, () => reveal(finding))] : [];
  const applies = fixes.flatMap((fix, index) => {
    if (!answer?.writable[number]?.[index]) return [];
    // To write the fixes of hundreds of findings takes long, and one of them is applied.
    const apply = button(fixes.length > 1 ? `Apply fix ${index + 1}` : 'Apply the fix', () =>
      attempt(async () => {
        if (judged !== files) return;
        const after = await engine.ask('applied', number, index);
        if (after && judged === files) replace(after);
      }),
    );
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

function correctAll(): Promise<void> {
  return attempt(async () => {
    const asked = files;
    const { files: after, summary: text } = await engine.ask('corrected', asked);
    if (asked !== files) return;
    files = after;
    editor.show(files.get(current) ?? '', current);
    await check();
    said.prepend(make('li', { textContent: text }));
  });
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

async function take({ files: taken, left }: Received): Promise<void> {
  const [first] = taken.keys();
  if (first !== undefined) {
    isNamed = true;
    files = taken;
    given = taken;
    select(first);
    await check();
    const wrong = answer?.findings.find(({ file }) => files.has(file));
    if (wrong) select(wrong.file);
  } else summary.textContent = 'none of these files is one that can be checked';
  said.append(...left.map((text) => make('li', { textContent: `not read: ${text}` })));
}

function start(begun: Files, name: string): void {
  isNamed = begun.size > 0;
  files = begun;
  given = begun;
  select(name);
  void check();
}

function listen(): void {
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
  listenForFiles(take, () => {
    summary.textContent = 'the browser does not hand over what was dropped: use the buttons to open it';
  });
  window.addEventListener('hashchange', () => void openLink());
}

async function openLink(): Promise<void> {
  const unfolded = await unpacked(location.hash);
  const [first] = unfolded?.keys() ?? [];
  if (unfolded && first !== undefined) start(unfolded, first);
  else if (location.hash !== '') summary.textContent = 'the link is not complete: it has no files that can be read';
}

listen();
void openLink();
