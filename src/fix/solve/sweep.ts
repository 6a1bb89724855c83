import { at } from '../../values/lists.js';
import { lowerBound } from './bound.js';
import type { Conflicts } from './conflicts.js';
import { CHANGE, type FreeNode } from './problem.js';

/** The offsets of the searched nodes, and their cost. */
export interface OffsetPlacement {
  readonly cost: number;
  readonly offsets: ReadonlyMap<number, number>;
}

/** States examined in one search. A count and not a time, so that equal input gives equal output. */
const STATES = 500_000;

/** The search was too long and stopped. */
export class OutOfSteps extends Error {}

/** One offset that one node may take. */
interface Choice {
  readonly node: number;
  /** The node's position among the searched ones. */
  readonly position: number;
  readonly offset: number;
  readonly cost: number;
  readonly bit: bigint;
  /** Later choices that this one rules out. */
  excludes: bigint;
}

interface State {
  /** Positions that have an offset. */
  readonly placed: number;
  readonly cost: number;
  /** By position; -1 where a node has no offset yet. */
  readonly offsets: readonly number[];
  /** Later choices that are ruled out. Those of placed nodes are left out, so that equal futures compare as equal. */
  readonly excluded: bigint;
  /** All choices of nodes without an offset. */
  readonly open: bigint;
}

/**
 * Finds the cheapest placement of nodes within a bound, and of equally cheap ones the one that leaves earlier nodes where they are and
 * moves later ones up rather than down. Offsets are tried from low to high. Partial placements of the same nodes that rule out the same later choices have the same
 * future, so only the best of them is kept (dynamic programming).
 */
export function sweep(
  conflicts: Conflicts,
  nodes: readonly number[],
  bound: number,
  fixed: ReadonlyMap<number, number>,
): OffsetPlacement | undefined {
  const choices = choicesOf(conflicts, nodes, bound, fixed);
  if (!choices) return undefined;
  const futures = futuresOf(choices, nodes.length);
  const searched = nodes.map((node) => conflicts.node(node));
  const start: State = {
    placed: 0,
    cost: 0,
    offsets: nodes.map(() => -1),
    excluded: 0n,
    open: (1n << BigInt(choices.length)) - 1n,
  };
  let states = new Map<bigint, State>([[0n, start]]);
  let steps = 0;
  for (const [index, choice] of choices.entries()) {
    const future = at(futures, index);
    const next = new Map<bigint, State>();
    const keep = (state: State): void => {
      if (state.cost + costToCome(state.placed, future) > bound) return;
      const key = (state.excluded << 16n) | BigInt(state.placed);
      const known = next.get(key);
      if (!known || isBetter(state, known, searched)) next.set(key, state);
    };
    steps += states.size;
    if (steps > STATES) throw new OutOfSteps();
    for (const state of states.values()) {
      if ((state.placed & (1 << choice.position)) !== 0) {
        keep(state);
        continue;
      }
      const ruledOut = (state.excluded & choice.bit) !== 0n;
      keep(ruledOut ? { ...state, excluded: state.excluded & ~choice.bit } : state);
      if (!ruledOut) keep(placedAt(state, choice, at(choices.ofNode, choice.position)));
    }
    states = next;
  }
  const [best] = states.values();
  return (
    best && {
      cost: best.cost,
      offsets: new Map(nodes.map((node, position) => [node, at(best.offsets, position)])),
    }
  );
}

function placedAt(state: State, choice: Choice, ofNode: bigint): State {
  const offsets = [...state.offsets];
  offsets[choice.position] = choice.offset;
  const open = state.open & ~ofNode;
  const placed = state.placed | (1 << choice.position);
  return { placed, cost: state.cost + choice.cost, offsets, excluded: (state.excluded | choice.excludes) & open, open };
}

/** Of two states with the same nodes placed the cheaper one is better, else the one that changes the first node less. */
function isBetter(a: State, b: State, nodes: readonly FreeNode[]): boolean {
  if (a.cost !== b.cost) return a.cost < b.cost;
  const index = a.offsets.findIndex((offset, position) => offset !== b.offsets[position]);
  return index >= 0 && rankOf(a, index, nodes) < rankOf(b, index, nodes);
}

/** Ranks the offset of one node: as it is, then higher, then lower; of two on one side the lower offset comes first. */
function rankOf({ offsets }: State, position: number, nodes: readonly FreeNode[]): number {
  const { auto, current } = at(nodes, position);
  const offset = at(offsets, position);
  if (offset === current && !auto) return Number.NEGATIVE_INFINITY;
  return offset < current && !auto ? offset + CHANGE : offset;
}

type Choices = Choice[] & { ofNode: bigint[] };

/** Returns every offset that a node can have in a solution within the bound, low ones first; undefined where a node has none. */
function choicesOf(
  conflicts: Conflicts,
  nodes: readonly number[],
  bound: number,
  fixed: ReadonlyMap<number, number>,
): Choices | undefined {
  const found: Omit<Choice, 'bit'>[] = [];
  for (const [position, node] of nodes.entries()) {
    const others = nodes.filter((other) => other !== node);
    const own = fixed.get(node);
    const offsets =
      own === undefined ? [...within(conflicts, node, bound - lowerBound(conflicts, others), bound % CHANGE)] : [own];
    const fitting = offsets.filter((offset) => own !== undefined || conflicts.fits(node, offset, fixed));
    if (fitting.length === 0) return undefined;
    for (const offset of fitting)
      found.push({ node, position, offset, cost: conflicts.cost(node, offset), excludes: 0n });
  }
  found.sort((a, b) => a.offset - b.offset || a.position - b.position);
  const choices: Choices = Object.assign(
    found.map((choice, index) => ({ ...choice, bit: 1n << BigInt(index) })),
    { ofNode: nodes.map(() => 0n) },
  );
  for (const [index, choice] of choices.entries()) {
    choices.ofNode[choice.position] = at(choices.ofNode, choice.position) | choice.bit;
    for (const later of choices.slice(index + 1))
      if (conflicts.between(choice.node, later.node).has(choice.offset - later.offset)) choice.excludes |= later.bit;
  }
  return choices;
}

/** Allowed offsets of a node that cost no more than a budget and change it by no more than the whole sum. */
function* within(conflicts: Conflicts, node: number, budget: number, sum: number): Iterable<number> {
  const domain = conflicts.domain(node);
  const { auto, current } = conflicts.node(node);
  for (let rank = 0; ; rank++) {
    const offset = domain.at(rank);
    if (offset === undefined || conflicts.cost(node, offset) > budget) return;
    if (auto || Math.abs(offset - current) <= sum) yield offset;
    else return;
  }
}

/** By choice: the lowest cost of each node from there on. */
function futuresOf(choices: readonly Choice[], count: number): readonly (readonly number[])[] {
  const futures: (readonly number[])[] = [];
  let future = new Array<number>(count).fill(Number.POSITIVE_INFINITY);
  for (const { position, cost } of [...choices].reverse()) {
    futures.push(future);
    future = future.with(position, Math.min(at(future, position), cost));
  }
  return futures.reverse();
}

function costToCome(placed: number, future: readonly number[]): number {
  let [cost, bit] = [0, 1];
  for (const least of future) {
    if ((placed & bit) === 0) cost += least;
    bit <<= 1;
  }
  return cost;
}
