import { readingOfFile } from '../configuration/file-reading.js';
import { homeOf } from '../configuration/home.js';
import { nameAt } from '../configuration/leaf.js';
import { relocatedFragment } from '../configuration/relocation.js';
import { renderTemplate } from '../configuration/templates/template.js';
import type { ReadTree, Template } from '../configuration/tree.js';
import { groupBy } from '../deployment/lookup.js';
import type { Format, Fragment, Leaf, Step } from '../model/fragment.js';
import type { TemplateScope, TemplateValue } from '../model/template.js';
import { positionsOf, START } from '../values/lines.js';
import { at } from '../values/lists.js';

type Read = Pick<ReadTree, 'fragments' | 'unread'>;

/** Adds what templates say whose variables are files of the tree. Each module or role is a node on a machine of its own. Pure. */
export function withTemplates(
  { fragments, unread }: Read,
  templates: readonly Template[],
  formats: readonly Format[],
): Read {
  const machines = new Map<Format, Format>();
  const onMachine = (format: Format): Format => {
    const called = (file: string) => file.replace(/\.\w+$/, '');
    const known = machines.get(format) ?? {
      ...format,
      runsAs: 'machine',
      homeOf: (file) => homeOf({ file: called(file), format }),
    };
    machines.set(format, known);
    return known;
  };
  const rendered = templates.flatMap((template) => {
    const fragment = readTemplate(template, fragments, formats);
    return fragment ? [{ template, fragment: { ...fragment, format: onMachine(fragment.format) } }] : [];
  });
  const done = new Set(rendered.map(({ template }) => template.unread));
  return {
    fragments: [...fragments, ...rendered.map(({ fragment }) => fragment)],
    unread: unread.filter((place) => !done.has(place)),
  };
}

function readTemplate(
  { file, text }: Template,
  fragments: readonly Fragment[],
  formats: readonly Format[],
): Fragment | undefined {
  for (const { fills } of formats) {
    if (!fills?.templates.test(file)) continue;
    const sources = fills.sources(file, fragments);
    if (sources.length === 0) continue;
    const rendered = renderTemplate(text, fills.language, scopeOf(sources.flatMap(({ inputs = [] }) => inputs)));
    if (!rendered) return undefined;
    const called = file.replace(fills.templates, '');
    const { fragment } = readingOfFile(called, new TextEncoder().encode(rendered.text), formats);
    if (!fragment || fragment.fault) return undefined;
    const positionOf = positionsOf(text);
    const settings = fragment.settings.map((leaf) => ({ ...leaf, meantFor: called }));
    const placed = relocatedFragment({ ...fragment, settings }, file, {
      text: rendered.text,
      range: START,
      positionOf: (offset) => positionOf(rendered.offsetOf(offset)),
    });
    return { ...placed, fromTemplate: true, hints: [...placed.hints, ...sources.flatMap(({ hints }) => hints)] };
  }
  return undefined;
}

/** The variables as a template sees them; of several with one name the last one. */
function scopeOf(leaves: readonly Leaf[]): TemplateScope {
  const variables = new Map<string, Leaf[]>();
  let previous = '';
  for (const leaf of leaves) {
    const name = nameAt(leaf, 0);
    const known = previous === name && isPart(leaf) ? variables.get(name) : undefined;
    if (known) known.push(leaf);
    else variables.set(name, [leaf]);
    previous = name;
  }
  return new Map([...variables].map(([name, own]) => [name, valueIn(own, 0)]));
}

/** Whether a value is in a list or map, of which there can be more. */
function isPart({ steps }: Leaf): boolean {
  return steps.length > 1 || steps.some(isItem);
}

function isItem({ index, attributes }: Step): boolean {
  return index > 0 || attributes.list !== undefined;
}

/** The value that leaves with equal steps before `depth` make. Of YAML, a list with one item cannot be told from the item. */
function valueIn(leaves: readonly Leaf[], depth: number): TemplateValue {
  const items = [...groupBy(leaves, ({ steps }) => String(at(steps, depth).index)).values()];
  const isList = leaves.some(({ steps }) => isItem(at(steps, depth)));
  const values = items.map((item) => itemOf(item, depth));
  return isList ? values : at(values, 0);
}

function itemOf(leaves: readonly Leaf[], depth: number): TemplateValue {
  const inner = leaves.filter(({ steps }) => steps.length > depth + 1);
  if (inner.length === 0) return at(leaves, 0).value;
  const keys = groupBy(inner, (leaf) => nameAt(leaf, depth + 1));
  return new Map([...keys].map(([key, own]) => [key, valueIn(own, depth + 1)]));
}
