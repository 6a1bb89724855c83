import type { Service } from '../model/fragment.js';
import { compareTexts } from '../values/lists.js';
import { posix } from '../values/posix.js';
import { present } from '../values/present.js';
import { claimsOf } from './claims.js';
import { profileChoices } from './compose-profiles.js';
import type { FoundNode, FoundNodes } from './nodes.js';
import { valuesChoices } from './values-choices.js';

/** The nodes of one deployment, and what distinguishes it from the others of the tree. */
export interface Alternative extends FoundNodes {
  readonly name?: string;
}

/** Nodes that start together: a compose project, an inventory, or a single node. */
interface Unit {
  /** Where it is: folders whose names distinguish it from others. */
  readonly path: readonly string[];
  readonly nodes: readonly FoundNode[];
  readonly neighbours: FoundNodes['neighbours'];
}

/**
 * Takes apart what is never started together: compose projects with the same services, folders that repeat the same node, inventories. Each is a
 * deployment of its own, with the nodes beside it that have no such rival.
 */
export function alternativesOf(found: FoundNodes): readonly Alternative[] {
  const choices = profileChoices(found).flatMap(({ name, ...started }) =>
    valuesChoices(started.nodes).map((choice) => ({
      name: [name, choice.name].filter((part) => part !== undefined).join(' ') || undefined,
      found: { ...found, ...started, nodes: started.nodes.filter((node) => !choice.leftOut.has(node)) },
    })),
  );
  const chosen = choices.flatMap(({ name, found: part }) =>
    alternativesIn(part).map((alternative) => ({ alternative, label: name })),
  );
  return chosen.flatMap(({ alternative, label }, index) => {
    const same = chosen.filter((other) => isSame(other.alternative, alternative));
    if (same[0] !== chosen[index]) return [];
    // Nodes without alternatives are the same in every choice.
    return [same.length === choices.length ? alternative : named(alternative, label)];
  });
}

function named(alternative: Alternative, label: string | undefined): Alternative {
  if (label === undefined) return alternative;
  return { ...alternative, name: alternative.name === undefined ? label : `${label} ${alternative.name}` };
}

function isSame(a: Alternative, b: Alternative): boolean {
  return a.nodes.length === b.nodes.length && a.nodes.every((node, index) => node === b.nodes[index]);
}

function alternativesIn(found: FoundNodes): readonly Alternative[] {
  const units = unitsOf(found);
  const { inner, outer } = overlaysIn(units);
  const [label] = inner.values();
  if (label === undefined) return partsOf(units, found);
  const replaced = partsOf(
    units.filter((unit) => !outer.has(unit)),
    found,
  );
  return [
    ...partsOf(
      units.filter((unit) => !inner.has(unit)),
      found,
    ),
    ...replaced.map((part) => named(part, label)),
  ];
}

function partsOf(units: readonly Unit[], found: FoundNodes): readonly Alternative[] {
  const { unused } = found;
  const axes = outermost(axesOf(units), units);
  const labelled = axes.flatMap(({ labels, parent }) =>
    labels.map((label) => ({
      name: label,
      units: units.filter((unit) => unit.path.includes(label) || isCommon(unit, axes, parent)),
    })),
  );
  const placed = new Set(labelled.flatMap((entry) => entry.units));
  const rest = units.filter((unit) => !placed.has(unit));
  return [...labelled, { name: undefined, units: rest }]
    .filter((part) => part.units.some(({ nodes }) => nodes.length > 0))
    .flatMap(({ name, units: own }) => {
      // Inside of an alternative there can be others: the compose files of one pattern.
      if (own.length < units.length) return partsOf(own, found).map((part) => named(part, name));
      const nodes = own.flatMap((unit) => unit.nodes);
      return [{ nodes, neighbours: own.flatMap(({ neighbours }) => neighbours), unused, ...present({ name }) }];
    });
}

/** Axes that are not inside of another one: every label of an inner axis is below a label of the outer one. */
function outermost(axes: readonly Axis[], units: readonly Unit[]): readonly Axis[] {
  const depthOf = ({ labels }: Axis, { path }: Unit) => path.findIndex((part) => labels.includes(part));
  const isInside = (inner: Axis, outer: Axis) =>
    inner !== outer &&
    units.every((unit) => {
      const [within, around] = [depthOf(inner, unit), depthOf(outer, unit)];
      return within < 0 || (around >= 0 && around < within);
    });
  return axes.filter((axis) => !axes.some((other) => isInside(axis, other)));
}

/** Folders inside of a product whose files replace the product's own. */
const OVERLAYS = new Set(['resources', 'profiles', 'samples', 'templates', 'examples', 'backup']);

/** Units below a product whose files replace the product's own, with the product: both are never started together. */
function overlaysIn(units: readonly Unit[]): {
  /** With the name of the folder that has the files. */
  readonly inner: ReadonlyMap<Unit, string>;
  readonly outer: ReadonlySet<Unit>;
} {
  const inner = new Map<Unit, string>();
  const outer = new Set<Unit>();
  const served = (unit: Unit) => unit.nodes.length === 0 || unit.nodes.some(({ kind }) => kind !== 'server');
  for (const unit of units) {
    const label = unit.path.find((part) => OVERLAYS.has(part));
    if (label === undefined || served(unit)) continue;
    const around = units.find((other) => other.path.length > 0 && !served(other) && isAround(other.path, unit.path));
    if (!around) continue;
    inner.set(unit, label);
    outer.add(around);
  }
  return { inner, outer };
}

function isAround(outer: readonly string[], inner: readonly string[]): boolean {
  const rest = inner.slice(outer.length);
  return outer.every((part, index) => part === inner[index]) && rest.some((part) => OVERLAYS.has(part));
}

/** Names of which one is chosen, and the folder that all of them are in. */
interface Axis {
  readonly labels: readonly string[];
  readonly parent: readonly string[];
}

/** A unit that has no rival belongs to every alternative beside it. */
function isCommon({ path }: Unit, axes: readonly Axis[], parent: readonly string[]): boolean {
  const hasRival = axes.some(({ labels }) => labels.some((label) => path.includes(label)));
  return !hasRival && parent.every((part, index) => part === path[index]);
}

function unitsOf({ nodes, neighbours }: FoundNodes): Unit[] {
  const separate = projectsOfFiles(nodes);
  const units = new Map<
    string,
    { path: readonly string[]; nodes: FoundNode[]; neighbours: Unit['neighbours'][number][] }
  >();
  const unitAt = (path: readonly string[]) => {
    const known = units.get(path.join('/')) ?? { path, nodes: [], neighbours: [] };
    units.set(path.join('/'), known);
    return known;
  };
  /** The folder of a compose project, or its file where the folder has several that are not used together. */
  const projectPath = (project: string, service: Service | undefined) =>
    service && separate.has(project) ? [...foldersOf(project), posix.basename(service.file)] : foldersOf(project);
  for (const node of nodes)
    unitAt(node.project === undefined ? pathOf(node) : projectPath(node.project, node.service)).nodes.push(node);
  for (const { service, project } of neighbours)
    unitAt(projectPath(project, service)).neighbours.push({ service, project });
  return [...units.values()];
}

/** Folders of compose files that define the same service: only one of them is used. */
function projectsOfFiles(nodes: readonly FoundNode[]): ReadonlySet<string> {
  const files = new Map<string, string>();
  const separate = new Set<string>();
  for (const { project, service } of nodes) {
    if (project === undefined || !service) continue;
    const key = `${project} ${service.name}`;
    if ((files.get(key) ?? service.file) !== service.file) separate.add(project);
    files.set(key, service.file);
  }
  return separate;
}

function pathOf({ origin, kind }: FoundNode): readonly string[] {
  const path = origin.replace(/#.*/s, '');
  // host_vars and the roles of hiera lie side by side in the folder of their inventory or pattern.
  return foldersOf(kind === 'machine' ? posix.dirname(path) : path.replace(/\.(toml|ya?ml)$/, ''));
}

function foldersOf(path: string): readonly string[] {
  return path.split('/').filter((part) => part !== '.' && part !== '');
}

/** Labels that distinguish rivals, joined where they rival each other in several places. */
function axesOf(units: readonly Unit[]): readonly Axis[] {
  const axes: { labels: Set<string>; parent: readonly string[] }[] = [];
  for (const [unit, other] of rivalsAmong(units)) {
    const at = firstDifference(unit.path, other.path);
    const [label, rival] = [unit.path[at], other.path[at]];
    if (label === undefined || rival === undefined) continue;
    const joined = axes.filter(({ labels }) => labels.has(label) || labels.has(rival));
    const parents = [...joined.map(({ parent }) => parent), unit.path.slice(0, at)];
    for (const axis of joined) axes.splice(axes.indexOf(axis), 1);
    axes.push({
      labels: new Set([...joined.flatMap(({ labels }) => [...labels]), label, rival]),
      parent: parents.reduce((shared, parent) => shared.slice(0, firstDifference(shared, parent))),
    });
  }
  return axes.map(({ labels, parent }) => ({ labels: withSiblings([...labels], units).sort(compareTexts), parent }));
}

/** `pattern-3` is an alternative as well where `pattern-1` and `pattern-2` are. */
function withSiblings(labels: readonly string[], units: readonly Unit[]): string[] {
  const stem = (label: string) => label.replace(/\d+/g, '#');
  const stems = new Set(labels.map(stem).filter((text) => text.includes('#')));
  const siblings = units.flatMap(({ path }) => path.filter((part) => stems.has(stem(part))));
  return [...new Set([...labels, ...siblings])];
}

function firstDifference(a: readonly string[], b: readonly string[]): number {
  const length = Math.min(a.length, b.length);
  const at = a.findIndex((part, index) => index < length && part !== b[index]);
  return at < 0 ? length : at;
}

/** Pairs of units that describe one node, each pair once. */
function* rivalsAmong(units: readonly Unit[]): Iterable<readonly [Unit, Unit]> {
  const claims = new Map<string, Unit[]>();
  for (const unit of units)
    for (const claim of claimsOf(unit)) {
      const others = claims.get(claim) ?? [];
      claims.set(claim, [...others, unit]);
      // One rival is enough to find the label of the next.
      for (const other of others.slice(0, MAX_RIVALS)) yield [other, unit];
    }
}

const MAX_RIVALS = 50;
