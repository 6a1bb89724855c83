import { compareTexts } from '../../values/lists.js';
import { known } from '../../values/memo.js';
import type { Box, Ways } from './ways.js';

/** As many columns of boxes fit a page. */
const COLUMNS = 3;

/** Puts boxes into columns, so that most connections lead to the right; those of one column are near what they talk to. */
export function columnsOf({ boxes, ways }: Ways): readonly (readonly Box[])[] {
  const boxOf = new Map(boxes.flatMap(({ id, ends }) => ends.map((end) => [end.id, id] as const)));
  const next = new Map<string, Set<string>>(boxes.map(({ id }) => [id, new Set()]));
  for (const { from, to } of ways) {
    const [source, target] = [known(boxOf, from), known(boxOf, to)];
    if (source !== target) known(next, source).add(target);
  }
  const ranks = ranksOf(boxes, next);
  const columns = Array.from({ length: COLUMNS }, (_, rank) => boxes.filter(({ id }) => ranks.get(id) === rank));
  const shown = columns.filter((column) => column.length > 0);
  return ordered(
    shown.some(({ length }) => length > MOST && length > boxes.length / 2) ? evenly(shown.flat()) : shown,
    next,
  );
}

/** Where most boxes would be in one column of more than these, there is no direction to be seen. */
const MOST = 6;

function evenly(boxes: readonly Box[]): readonly (readonly Box[])[] {
  const size = Math.ceil(boxes.length / COLUMNS);
  return Array.from({ length: COLUMNS }, (_, column) => boxes.slice(column * size, (column + 1) * size)).filter(
    (column) => column.length > 0,
  );
}

type Next = ReadonlyMap<string, ReadonlySet<string>>;

/** The length of the longest way to each box that leads to none twice, up to the last column. What nobody dials is first. */
function ranksOf(boxes: readonly Box[], next: Next): ReadonlyMap<string, number> {
  const dialled = new Map<string, number>(boxes.map(({ id }) => [id, 0]));
  for (const targets of next.values()) for (const target of targets) dialled.set(target, known(dialled, target) + 1);
  const surplus = (id: string) => known(dialled, id) - known(next, id).size;
  const starts = boxes.map(({ id }) => id).sort((a, b) => surplus(a) - surplus(b) || compareTexts(a, b));
  const finished = finishedOrder(starts, next);
  const ranks = new Map<string, number>(starts.map((id) => [id, 0]));
  const before = new Set<string>();
  for (const id of finished.toReversed()) {
    before.add(id);
    // Arrows that lead back do not count.
    for (const target of known(next, id))
      if (!before.has(target))
        ranks.set(target, Math.min(COLUMNS - 1, Math.max(known(ranks, target), known(ranks, id) + 1)));
  }
  return ranks;
}

/** Boxes in the order in which a search in depth is done with them; without recursion, since a chain may be long. */
function finishedOrder(starts: readonly string[], next: Next): readonly string[] {
  const seen = new Set<string>();
  const finished: string[] = [];
  for (const start of starts) {
    const stack: { readonly id: string; readonly isDone: boolean }[] = [{ id: start, isDone: false }];
    for (let top = stack.pop(); top; top = stack.pop()) {
      if (top.isDone) finished.push(top.id);
      else if (!seen.has(top.id)) {
        seen.add(top.id);
        stack.push({ id: top.id, isDone: true });
        for (const target of known(next, top.id)) if (!seen.has(target)) stack.push({ id: target, isDone: false });
      }
    }
  }
  return finished;
}

/** Orders each column by the middle of what its boxes talk to in the columns before it, then the first one by what follows. */
function ordered(columns: readonly (readonly Box[])[], next: Next): readonly (readonly Box[])[] {
  const both = new Map([...next].map(([id, targets]) => [id, new Set(targets)]));
  for (const [id, targets] of next) for (const target of targets) known(both, target).add(id);
  const position = new Map<string, number>();
  const placed = (column: readonly Box[]): readonly Box[] => {
    const middle = new Map(
      column.map(({ id }, index) => {
        const near = [...known(both, id)].flatMap((other) => position.get(other) ?? []);
        return [id, near.length === 0 ? index : near.reduce((sum, one) => sum + one, 0) / near.length];
      }),
    );
    const sorted = [...column].sort((a, b) => known(middle, a.id) - known(middle, b.id) || compareTexts(a.id, b.id));
    for (const [index, { id }] of sorted.entries()) position.set(id, index / sorted.length);
    return sorted;
  };
  const forward = columns.map(placed);
  const [first = [], ...rest] = forward;
  for (const { id } of first) position.delete(id);
  return [placed(first), ...rest];
}
