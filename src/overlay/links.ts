import type { ReadEnd } from '../configuration/links.js';
import { ownEnds } from '../configuration/own-ends.js';
import type { Endpoint } from '../model/deployment.js';
import type { LinkEndPlan, LinkPlan } from '../model/topology.js';
import { parseEndpoints } from '../values/endpoints.js';
import { type OverlayContext, placeIn, valueFrom } from './context.js';

/** Links of the topology and of the files: the literals of the files, with the targets that the topology chooses for them. */
export function mergedLinks(context: OverlayContext): readonly LinkPlan[] {
  const { node, reading, names } = context;
  const written = new Map(node.links.map((link) => [names.links.get(link.id)?.id ?? link.id, link]));
  const isOwn = ownEnds(reading.links);
  const ids = new Set([...written.keys(), ...reading.links.keys()]);
  return [...ids].flatMap((id) => {
    const [own, found] = [written.get(id), reading.links.get(id)];
    const ends = [...new Map(found?.map((end) => [end.value, end])).values()];
    const [first] = ends;
    if (!first) return own ?? [];
    if (own) compare(context, id, own, ends);
    return mergedLink(context, own?.id ?? id, own, ends, isOwn);
  });
}

function mergedLink(
  context: OverlayContext,
  name: string,
  written: LinkPlan | undefined,
  ends: readonly ReadEnd[],
  isOwn: (end: ReadEnd) => boolean,
): LinkPlan {
  const { id: own, place } = context.node;
  const path = [...place.path, 'links', name];
  const chosen = chosenEnds(ends, written);
  return {
    id: name,
    place: written?.place ?? { file: place.file, path },
    ends: ends.map((end, index) => {
      const at = [...path, ...(ends.length > 1 ? [index] : [])];
      const key = typeof end.value === 'number' ? 'port' : 'url';
      return {
        ...(ends.length > 1 ? { index } : {}),
        ...targetOf(chosen.get(end), isOwn(end) ? own : undefined),
        [key]: valueFrom<string | number>(context, end, [...at, key]),
        place: placeIn(end, at),
        ...(end.list ? { list: end.list } : {}),
      };
    }),
  };
}

function targetOf(chosen: LinkEndPlan | undefined, own: string | undefined): Pick<LinkEndPlan, 'to' | 'toPlace'> {
  if (chosen?.to !== undefined)
    return { to: chosen.to, toPlace: { ...chosen.place, path: [...chosen.place.path, 'to'] } };
  return own === undefined ? {} : { to: own };
}

/** The ends of the topology that are about ends of a file: the one with its literal, else the one in its place, else the only one. */
function chosenEnds(ends: readonly ReadEnd[], written: LinkPlan | undefined): ReadonlyMap<ReadEnd, LinkEndPlan> {
  const candidates = written?.ends ?? [];
  const chosen = new Map<ReadEnd, LinkEndPlan>();
  if (candidates.length === 0) return chosen;
  for (const end of ends) {
    const literal = candidates.find((candidate) => agrees(literalIn(candidate), [end]));
    if (literal) chosen.set(end, literal);
  }
  const taken = new Set(chosen.values());
  const left = candidates.filter((candidate) => !taken.has(candidate));
  const leftEnds = ends.filter((end) => !chosen.has(end));
  for (const [index, end] of leftEnds.entries()) {
    const meant = candidates.length === 1 ? left[0] : left.length === leftEnds.length ? left[index] : undefined;
    if (meant) chosen.set(end, meant);
  }
  return chosen;
}

function compare({ node, drifts }: OverlayContext, id: string, written: LinkPlan, ends: readonly ReadEnd[]): void {
  for (const end of written.ends) {
    const [first] = ends;
    const literal = literalIn(end);
    if (!first || literal === undefined || agrees(literal, ends)) continue;
    const key = end.port === undefined ? 'url' : 'port';
    const path = [...node.place.path, 'links', written.id, ...(end.index === undefined ? [] : [end.index]), key];
    const single = ends.length === 1 && written.ends.length === 1 && typeof literal === typeof first.value;
    drifts.push({
      what: `links.${written.id}`,
      id,
      written: literal,
      found: ends.length === 1 ? first.value : ends.map(({ value }) => value).join(', '),
      place: { ...end.place, path: [...end.place.path, key] },
      foundAt: placeIn(first, path),
      setting: first.why,
      ...(single ? { edit: { file: node.place.file, path, from: literal, to: first.value } } : {}),
    });
  }
}

/** The fields of the endpoint that an end of the topology sets besides its target. */
function literalIn({ url, port }: LinkEndPlan): string | number | undefined {
  return port ?? url;
}

/** Every endpoint that the topology writes is one of the file's. Paths behind the port are of no interest. */
function agrees(literal: string | number | undefined, ends: readonly ReadEnd[]): boolean {
  if (literal === undefined) return false;
  const found = ends.flatMap(({ value }) => endpointsOf(value));
  return endpointsOf(literal).every((endpoint) => found.some((other) => isSame(endpoint, other)));
}

function endpointsOf(literal: string | number): readonly Partial<Endpoint>[] {
  return typeof literal === 'number' ? [{ port: literal }] : parseEndpoints(literal);
}

function isSame(a: Partial<Endpoint>, b: Partial<Endpoint>): boolean {
  const alike = (key: 'scheme' | 'host') => a[key] === undefined || b[key] === undefined || a[key] === b[key];
  return a.port === b.port && a.placeholder === b.placeholder && alike('scheme') && alike('host');
}
