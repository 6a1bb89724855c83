import type { Found, Fragment, Leaf, Rendering, Step } from '../model/fragment.js';
import { dialsIn } from './dials.js';
import { isUnknown } from './format.js';
import { containerOf, nameAt, step } from './leaf.js';
import { hostOf, isSecret, numberOf, settingsOf } from './plain-values.js';
import type { PlacedLeaf } from './setting-place.js';

/**
 * Adds to the fragments of a node what automation writes into its files: the variables of all of them, of which the nearest one wins,
 * at the places that its templates give them.
 */
export function rendered(fragments: readonly Fragment[]): readonly Fragment[] {
  const renderings = fragments.find(({ format }) => format.renders)?.format.renders;
  if (!renderings) return fragments;
  const variables = variablesOf(fragments);
  const written = renderings.flatMap((rendering) => writtenBy(rendering, variables));
  const values = fragments.map((fragment) => {
    const own = written.filter(({ file }) => file === fragment.file);
    // Brokers and directories among them are links of the catalogue, with switches of their own.
    const dials = dialsIn(fragment.file, own).dials.filter(({ onLoopback }) => onLoopback);
    const whole = {
      ...fragment,
      settings: [...fragment.settings, ...settingsOf(own)],
      dials: [...fragment.dials, ...dials],
    };
    return fragment.inputs ? withOwn(whole, variables) : fragment;
  });
  return values.some(({ offset }) => offset) ? values : withOffset(values);
}

/** A template may write an offset although no file sets one: that of the runtime that is started. Lists of all files are joined. */
function withOffset(fragments: readonly Fragment[]): readonly Fragment[] {
  const { value, list, template, runtimes } =
    fragments.find(({ format }) => format.offsetUnset)?.format.offsetUnset ?? {};
  const rendered = fragments.flatMap(({ file, inputs = [] }) =>
    inputs.filter((leaf) => nameAt(leaf, 0) === list).map((leaf) => ({ ...leaf, file })),
  );
  const [runtime] = rendered.flatMap((leaf) => runtimes?.exec(leaf.value)?.[1] ?? []);
  const path = runtime === undefined ? template : `wso2/${runtime}/${template}`;
  const own = rendered.find((leaf) => leaf.value.replace(/^repository\//, '') === path);
  if (!own || value === undefined) return fragments;
  const why = `the template of ${own.value} writes ${value} where no offset is set`;
  const offset = { value, why, file: own.file, range: own.range };
  return fragments.map((fragment) => (fragment.file === own.file ? { ...fragment, offset } : fragment));
}

/** The first file that sets a variable is the nearest one; what refers to other variables by their names gets their values. */
function variablesOf(fragments: readonly Fragment[]): PlacedLeaf[] {
  const owner = new Map<string, string>();
  const merged: PlacedLeaf[] = [];
  for (const { file, format, inputs = [] } of fragments)
    for (const leaf of inputs) {
      const name = format.sharing?.merges ? containerOf(leaf.steps) : nameAt(leaf, 0);
      if (!owner.has(name)) owner.set(name, file);
      if (owner.get(name) === file) merged.push({ ...leaf, file });
    }
  const values = new Map(
    merged.filter(({ steps }) => steps.length === 1).map(({ steps, value }) => [steps[0]?.name, value]),
  );
  const resolve = (text: string) =>
    text.replace(REFERENCE, (written, jinja, hiera) => values.get(jinja ?? hiera) ?? written);
  // A variable may refer to one that refers to a third.
  return merged.map((leaf) => ({ ...leaf, value: resolve(resolve(leaf.value)) }));
}

/** `{{ cp_hostname }}` and `%{hiera('wso2::hostname')}`; expressions are left undecided. */
const REFERENCE = /\{\{\s*([A-Za-z_]\w*)\s*\}\}|%\{(?:hiera|lookup)\(['"]([\w:]+)['"]\)\}/g;

/** The node's own name and offset, where they refer to a variable. */
function withOwn(fragment: Fragment, variables: readonly PlacedLeaf[]): Fragment {
  const resolvedAt = (found: Found<unknown> | undefined) =>
    found && isUnknown(found.value)
      ? variables.find(
          ({ file, range }) =>
            file === found.file &&
            range.start.line === found.range.start.line &&
            range.start.column === found.range.start.column,
        )?.value
      : undefined;
  const { hostName, offset } = fragment;
  const name = hostOf(resolvedAt(hostName) ?? '');
  const number = numberOf(resolvedAt(offset) ?? '');
  return {
    ...fragment,
    ...(hostName && name !== undefined ? { hostName: { ...hostName, value: name } } : {}),
    ...(offset && number !== undefined ? { offset: { ...offset, value: number } } : {}),
  };
}

/** A list item, the value of a map, or a plain value, with the numbers of the steps that lead to it. */
interface Container {
  readonly numbers: readonly number[];
  readonly leaves: PlacedLeaf[];
}

function writtenBy({ each, writes }: Rendering, variables: readonly PlacedLeaf[]): PlacedLeaf[] {
  const path = each.split('/');
  return [...containersAt(path, variables).values()].flatMap((container) =>
    Object.entries(writes).flatMap(
      ([place, template]) => writtenLeaf(place, template, container, { depth: path.length, variables }) ?? [],
    ),
  );
}

function containersAt(path: readonly string[], variables: readonly PlacedLeaf[]): ReadonlyMap<string, Container> {
  const containers = new Map<string, Container>();
  const names = new Map<string, number>();
  for (const leaf of variables) {
    if (leaf.steps.length < path.length) continue;
    if (!path.every((name, at) => name === '*' || name === leaf.steps[at]?.name)) continue;
    const steps = leaf.steps.slice(0, path.length);
    const key = containerOf(steps);
    const known = containers.get(key);
    if (known) known.leaves.push(leaf);
    else containers.set(key, { numbers: steps.map((part, at) => numberIn(part, path[at], names)), leaves: [leaf] });
  }
  return containers;
}

/** Items of a list have numbers; keys of a map get theirs in the order of the file. */
function numberIn({ name, index }: Step, wanted: string | undefined, names: Map<string, number>): number {
  if (wanted !== '*') return index;
  const number = names.get(name) ?? names.size;
  names.set(name, number);
  return number;
}

interface Scope {
  readonly depth: number;
  readonly variables: readonly PlacedLeaf[];
}

const PLACEHOLDER = /\{(?:(\d+)\+)?([\w./]*)\}/g;

/** The leaf is where its last value is: ports are behind hosts. */
function writtenLeaf(
  place: string,
  template: string,
  { leaves, numbers }: Container,
  { depth, variables }: Scope,
): PlacedLeaf | undefined {
  const valueAt = (key: string) => leaves.find(({ steps }) => pathOf(steps.slice(depth)) === key);
  const parts = [...template.matchAll(PLACEHOLDER)].flatMap(([, sum, key = '']) =>
    sum === undefined ? [valueAt(key)] : [],
  );
  const last = parts.at(-1);
  if (!last || parts.some((part) => part === undefined || part.value === '')) return undefined;
  const value = template.replace(PLACEHOLDER, (_, sum: string | undefined, key: string) =>
    sum === undefined
      ? (valueAt(key)?.value ?? '')
      : String(Number(sum) + numberAt(variables.find(({ steps }) => pathOf(steps) === key)?.value)),
  );
  const [file = '', path = ''] = place.split(': ');
  return { ...last, value, meantFor: file, steps: path.split('/').map((part) => placeStep(part, numbers)) };
}

function pathOf(steps: readonly Step[]): string {
  return steps.map(({ name }) => name).join('/');
}

function numberAt(text: string | undefined): number {
  return text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) : 0;
}

function placeStep(text: string, numbers: readonly number[]): Step {
  const [, name = text, number, attribute] = /^([^#[]+)(?:#(\d+))?(?:\[([^\]]+)\])?$/.exec(text) ?? [];
  const index = number === undefined ? 0 : (numbers[Number(number) - 1] ?? 0);
  return step(name, index, attribute === undefined ? undefined : { name: attribute });
}

/** Returns the variables of a file that can become ports, endpoints or switches. */
export function inputsOf(leaves: readonly Leaf[]): Leaf[] {
  return leaves.filter(
    ({ steps, value }) =>
      !steps.some(({ name }) => isSecret(name)) && value.length <= MAX_LENGTH && !/@|^jdbc:|passw/i.test(value),
  );
}

const MAX_LENGTH = 512;
