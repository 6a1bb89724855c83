import { groupBy } from '../../deployment/lookup.js';
import { listedBriefly } from '../../rules/rule.js';
import { known } from '../../values/memo.js';
import type { DeploymentFlows } from '../flows/list.js';
import { html, type Markup, NOTHING } from '../html/markup.js';
import { columnsOf } from './columns.js';
import type { Picture } from './drawing.js';
import { at } from './marks.js';
import { CHARACTER, fitted, linesOf, pixels } from './text.js';
import { type Box, type Way, type WayEnd, type WayVerdict, waysIn } from './ways.js';

const WIDTH = 290;
const GAP = 120;
/** Pixels between a box and what is in it, and between boxes. */
const INSET = 8;
const BETWEEN = 18;
const LINE = 15;
const TITLE = 24;
/** Characters of a line, and of a name. */
const CHARACTERS = Math.floor((WIDTH - 6 * INSET) / CHARACTER);
const NAME = Math.floor(((WIDTH - 4 * INSET) / CHARACTER) * (11 / 13));
/** Pixels above all boxes for the legend. */
const HEAD = 34;
/** Remarks of one node that are shown; the description has all of them. */
const REMARKS = 4;

/**
 * Draws who dials whom: hosts with their nodes, one arrow for each pair of nodes. The ports stand at the end of the arrow, in the node that
 * is dialled. Where there are many nodes, hosts are the ends, and those with the same connections are one.
 */
export function connectionDrawing(deployment: DeploymentFlows): Picture | undefined {
  const found = waysIn(deployment);
  if (found.boxes.length === 0) return undefined;
  const names = new Map(
    found.boxes.flatMap(({ name, ends }) => ends.map((end) => [end.id, nameOf(name, end)] as const)),
  );
  const arriving = groupBy(found.ways, ({ to }) => to);
  const columns = columnsOf(found).map((boxes, column) => placed(boxes, column, arriving, names));
  const spots = new Map(columns.flatMap((column) => column.spots));
  const wrong = found.ways.filter(({ judgement }) => judgement === 'wrong').length;
  return {
    // Arrows between nodes of one column bend out to the right of it.
    width: columns.length * WIDTH + (columns.length - 1) * GAP + GAP / 2,
    height: HEAD + Math.max(...columns.map(({ height }) => height)),
    label: `Connections: ${found.ways.length} pairs, ${wrong} of them with something wrong`,
    description: [
      ...found.ways.map(
        (way) =>
          `${known(names, way.from)} to ${known(names, way.to)}: ${MEANINGS[way.judgement]}; ${way.links.join('; ')}`,
      ),
      ...found.boxes.flatMap(({ name, ends }) =>
        ends.flatMap((end) => end.remarks.map(({ text }) => `${nameOf(name, end)} ${text}`)),
      ),
    ],
    content: html`${legend()}${found.ways.map((way) => arrow(way, spots, names))}${columns.map(({ content }) => content)}`,
  };
}

/** A box outside of the plan has one name, and no node in it. */
function nameOf(box: string, { name }: WayEnd): string {
  return name === '' ? box : name;
}

const MEANINGS: Readonly<Record<WayVerdict, string>> = {
  right: 'right',
  wrong: 'wrong',
  open: 'not decided',
  outside: 'leads out of the plan, not judged',
};
const SIGNS: Readonly<Record<WayVerdict, string>> = { right: '', wrong: '\u2715 ', open: '? ', outside: '' };

/** Where arrows leave and reach an end: its column, and heights in pixels; those of arrivals by where they come from. */
interface Spot {
  readonly column: number;
  readonly y: number;
  readonly arrivals: ReadonlyMap<string, number>;
}

interface Placed {
  readonly height: number;
  readonly content: Markup;
  readonly spots: readonly (readonly [string, Spot])[];
}

function placed(
  boxes: readonly Box[],
  column: number,
  ways: ReadonlyMap<string, readonly Way[]>,
  names: ReadonlyMap<string, string>,
): Placed {
  const spots: [string, Spot][] = [];
  let y = HEAD;
  const content = boxes.map((box) => {
    const top = y;
    y += box.isOutside ? 4 : TITLE;
    const inside = box.ends.map((end) => {
      const start = y;
      const rows = rowsOf(end, ways.get(end.id) ?? [], names);
      const title = nameOf(box.name, end);
      const arrivals = new Map<string, number>();
      y += TITLE;
      const lines = rows.map(({ from, judgement, lines: texts }) => {
        for (const id of from) arrivals.set(id, y + LINE / 2);
        const shown = texts.map((text, index) => {
          const x = 3 * INSET + (index === 0 ? 0 : 2 * CHARACTER);
          return html`<text class="${judgement}" x="${pixels(x)}" y="${y + index * LINE + 11}">${text}</text>\n`;
        });
        y += texts.length * LINE;
        return shown;
      });
      spots.push([end.id, { column, y: start + TITLE / 2, arrivals }]);
      const height = y - start + (rows.length === 0 ? 0 : INSET / 2);
      y = start + height + INSET / 2;
      return html`<rect class="node ${end.judgement}" x="${INSET}" y="${start}" width="${WIDTH - 2 * INSET}" height="${height}" rx="4"/>
<text class="title" x="${2 * INSET}" y="${start + 17}">${fitted(title, NAME)}<title>${title}</title></text>
${lines}`;
    });
    const height = y - top + INSET / 2;
    y += BETWEEN;
    const heading = box.isOutside
      ? NOTHING
      : html`<text class="note" x="${INSET}" y="${top + 16}">${fitted(box.name, CHARACTERS)}<title>${box.name}</title></text>\n`;
    return html`<rect class="box${box.isOutside ? ' outside' : ''}" y="${top}" width="${WIDTH}" height="${height}" rx="6"/>\n${heading}${inside}`;
  });
  return { height: y - HEAD, spots, content: at(leftOf(column), 0, html`${content}`) };
}

interface EndRow {
  /** The ends that dial; empty for a remark. */
  readonly from: readonly string[];
  readonly judgement: WayVerdict;
  readonly lines: readonly string[];
}

/** Who dials an end on which ports, those with the same ports together, and what there is to say of its own links. */
function rowsOf({ remarks }: WayEnd, ways: readonly Way[], names: ReadonlyMap<string, string>): readonly EndRow[] {
  const dialled = groupBy(ways, ({ judgement, ports }) => `${judgement} ${ports.join(' ')}`);
  const rows = [...dialled.values()].map((group): EndRow => {
    const [{ judgement, ports }] = group;
    const from = group.map((way) => way.from);
    const who = listedBriefly(from.map((end) => fitted(known(names, end), 22)));
    return { from, judgement, lines: wrapped(`${SIGNS[judgement]}from ${who}: ${ports.join('; ')}`) };
  });
  const said = remarks.slice(0, REMARKS).map(({ judgement, text }): EndRow => {
    return { from: [], judgement, lines: wrapped(`${SIGNS[judgement]}${text}`) };
  });
  const more = remarks.length - said.length;
  const rest: EndRow = { from: [], judgement: 'open', lines: [`? and ${more} more`] };
  return [...rows, ...said, ...(more > 0 ? [rest] : [])];
}

function wrapped(text: string): readonly string[] {
  return linesOf(text.split(' '), CHARACTERS);
}

function leftOf(column: number): number {
  return column * (WIDTH + GAP);
}

/** A curve from the name of one end to the line of the other one that says where it comes from. */
function arrow(
  { from, to, judgement, links }: Way,
  spots: ReadonlyMap<string, Spot>,
  names: ReadonlyMap<string, string>,
): Markup {
  const [source, target] = [known(spots, from), known(spots, to)];
  const end = known(target.arrivals, from);
  const right = (column: number) => leftOf(column) + WIDTH;
  const isForward = source.column < target.column;
  const isBackward = source.column > target.column;
  const x = {
    from: isBackward ? leftOf(source.column) : right(source.column),
    to: isForward ? leftOf(target.column) : right(target.column),
  };
  // Beside a column there is room for half of the gap.
  const bend = isForward || isBackward ? GAP / 2 : Math.min(GAP / 2 - 8, 18 + Math.abs(end - source.y) / 12);
  const [out, into] = [isBackward ? -1 : 1, isForward ? -1 : 1];
  const tip = x.to + into * 9;
  const curve = `M${x.from} ${source.y}C${pixels(x.from + out * bend)} ${source.y} ${pixels(tip + into * bend)} ${end} ${tip} ${end}`;
  return html`<g><title>${known(names, from)} to ${known(names, to)}, ${MEANINGS[judgement]}: ${links.join('; ')}</title><path class="way ${judgement}" d="${curve}"/><path class="tip ${judgement}" d="M${x.to} ${end}l${into * 9}-4v8Z"/></g>
`;
}

function legend(): Markup {
  const entries = Object.entries(MEANINGS);
  return html`${entries.map(([judgement, text], index) => {
    return at(
      index * 130,
      10,
      html`<path class="way ${judgement}" d="M0 0H34"/><text class="note" x="40" y="4">${text}</text>`,
    );
  })}`;
}
