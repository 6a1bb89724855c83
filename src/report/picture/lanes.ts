import type { PublishedStatus } from '../../model/report.js';
import type { PortRange } from '../../model/topology.js';
import { compareTexts } from '../../values/lists.js';
import { known } from '../../values/memo.js';
import { contains } from '../../values/ports.js';
import { html, type Markup, NOTHING } from '../html/markup.js';
import type { Picture } from './drawing.js';
import { at, markOf, meaningOf, STATUSES } from './marks.js';
import { CHARACTER, fitted, pixels, stacked } from './text.js';

/** A row of a drawing: a node, or hosts that are alike. */
export interface Lane {
  readonly name: string;
  /** All of them, where it stands for several. */
  readonly members?: readonly string[];
  readonly ports: readonly LanePort[];
}

interface LanePort {
  /** As the axis shows it; equal ones have one column. */
  readonly key: string;
  /** The effective port, and the last of a range; outside 1-65535 where it is not a port. */
  readonly port: number;
  readonly lastPort: number;
  readonly status: PublishedStatus;
  /** All that is known of it, in a line. */
  readonly text: string;
}

export interface Lanes {
  readonly title: string;
  readonly notes: readonly string[];
  readonly lanes: readonly Lane[];
  /** The ports that the system gives to outgoing connections. */
  readonly outgoing?: PortRange;
}

const WIDTH = 960;
/** Pixels for the names of lanes. */
const GUTTER = 210;
const LANE = 20;
const HEAD = 42;
/** Pixels from one port to the next. */
const PITCH = { least: 15, most: 34 };

/** Draws ports in columns by number, not to scale; what does not fit beside each other is on bands below each other. */
export function lanesDrawing(lanes: Lanes): Picture {
  const columns = columnsOf(lanes.lanes);
  const { placed, end } = stacked(bandsOf(columns, lanes), HEAD, 0);
  return {
    width: WIDTH,
    height: end + LANE,
    label: `Ports of ${lanes.title}: ${lanes.notes.join(', ')}`,
    description: lanes.lanes.map(descriptionOf),
    content: html`<text class="title" x="0" y="14">${fitted(lanes.title, 100)}</text>
<text class="note" x="0" y="31">${fitted(lanes.notes.join(' \u00b7 '), 140)}</text>
${placed.map(({ piece, top }) => at(0, top, piece.content))}${legend(lanes, end + LANE / 2)}`,
  };
}

interface Column extends Pick<LanePort, 'key' | 'port' | 'lastPort'> {
  readonly isWrong: boolean;
}

function columnsOf(lanes: readonly Lane[]): readonly Column[] {
  const ports = lanes.flatMap((lane) => lane.ports);
  const wrong = new Set(ports.flatMap(({ key, status }) => (status === 'ok' ? [] : [key])));
  const columns = new Map(
    ports.map(({ key, port, lastPort }) => [key, { key, port, lastPort, isWrong: wrong.has(key) }]),
  );
  return [...columns.values()].sort((a, b) => a.port - b.port || a.lastPort - b.lastPort || compareTexts(a.key, b.key));
}

interface Band {
  readonly height: number;
  readonly content: Markup;
}

function bandsOf(columns: readonly Column[], { lanes, outgoing }: Lanes): readonly Band[] {
  const room = WIDTH - GUTTER;
  const count = Math.ceil(columns.length / Math.floor(room / PITCH.least));
  const size = Math.ceil(columns.length / count);
  const pitch = pixels(Math.min(PITCH.most, room / size));
  return Array.from({ length: count }, (_, index) => columns.slice(index * size, (index + 1) * size)).map((shown) =>
    bandOf(shown, lanes, pitch, outgoing),
  );
}

function bandOf(columns: readonly Column[], lanes: readonly Lane[], pitch: number, outgoing?: PortRange): Band {
  const centre = new Map(columns.map(({ key }, index) => [key, pixels(GUTTER + (index + 0.5) * pitch)]));
  const used = lanes.filter(({ ports }) => ports.some(({ key }) => centre.has(key)));
  const top = Math.ceil(Math.max(...columns.map(({ key }) => key.length)) * CHARACTER) + 12;
  const height = top + used.length * LANE;
  const middle = (lane: number) => top + (lane + 0.5) * LANE;
  const right = pixels(GUTTER + columns.length * pitch);
  const content = html`${outgoing ? outgoingShade(columns, pitch, height, outgoing) : NOTHING}${columns.map(
    ({ key, isWrong }) =>
      html`<text class="${isWrong ? 'wrong' : 'note'}" transform="translate(${known(centre, key) + 4} ${top - 4}) rotate(-90)">${key}</text>\n`,
  )}${used.map(({ name }, lane) => {
    const y = middle(lane);
    return html`<text x="0" y="${y + 4}">${fitted(name, 30)}</text><path class="lane" d="M${GUTTER} ${y}H${right}"/>\n`;
  })}${columns.map(({ key }) => clash(key, used, known(centre, key), middle))}${used.map(({ ports }, lane) =>
    ports.flatMap(({ key, status, text }) => {
      const x = centre.get(key);
      return x === undefined ? [] : [at(x, middle(lane), markOf(status), text)];
    }),
  )}`;
  return { height, content };
}

/** A line between the lanes that want one port. */
function clash(key: string, lanes: readonly Lane[], x: number, middle: (lane: number) => number): Markup {
  const rivals = lanes.flatMap(({ ports }, lane) =>
    ports.some((port) => port.key === key && port.status === 'collision') ? [lane] : [],
  );
  const [first] = rivals;
  const last = rivals.at(-1);
  if (first === undefined || last === undefined || first === last) return NOTHING;
  return html`<path class="clash" d="M${x} ${middle(first)}V${middle(last)}"/>\n`;
}

/** The columns whose ports outgoing connections may have at the moment of a start. */
function outgoingShade(columns: readonly Column[], pitch: number, height: number, range: PortRange): Markup {
  const inside = columns.flatMap(({ port }, index) => (contains(range, port) ? [index] : []));
  const [first] = inside;
  if (first === undefined) return NOTHING;
  const x = pixels(GUTTER + first * pitch);
  return html`<rect class="outgoing" x="${x}" y="2" width="${pixels(inside.length * pitch)}" height="${height - 2}"><title>ports of outgoing connections, ${range.from}-${range.to}</title></rect>\n`;
}

function legend({ lanes, outgoing }: Lanes, y: number): Markup {
  const ports = lanes.flatMap((lane) => lane.ports);
  const shown = STATUSES.filter((status) => ports.some((port) => port.status === status)).map((status) => ({
    mark: markOf(status),
    text: meaningOf(status),
  }));
  const isShaded = outgoing !== undefined && ports.some(({ port }) => contains(outgoing, port));
  const shade = { mark: html`<rect class="outgoing" x="-7" y="-6" width="14" height="12"/>`, text: 'outgoing range' };
  const entries = [...shown, ...(isShaded ? [shade] : [])];
  return html`${entries.map(({ mark, text }, index) => {
    const before = entries.slice(0, index).reduce((sum, entry) => sum + entry.text.length * CHARACTER + 40, 8);
    return at(pixels(before), y, html`${mark}<text class="note" x="14" y="4">${text}</text>`);
  })}`;
}

function descriptionOf({ name, members, ports }: Lane): string {
  const who = members ? `${name} (${members.join(', ')})` : name;
  return `${who}: ${ports.map(({ text }) => text).join('; ')}`;
}
