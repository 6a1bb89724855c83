import { allLiterals, type Literal } from '../deployment/literals.js';
import { type Group, groupBy, lookupIn } from '../deployment/lookup.js';
import type { Deployment, Link, Listener } from '../model/deployment.js';
import type { Label, ProblemOf } from '../model/finding.js';
import { memo } from '../values/memo.js';
import { sumText } from '../values/ports.js';
import { present } from '../values/present.js';
import { assumedOffset, isElsewhere, isPlausible, isUnpublished } from './literal-fixes.js';
import { listed } from './rule.js';

/** Identifies one literal. */
export type WrittenLink = {
  readonly node: string;
  readonly link: string;
  /** Every link that is read from the literal. */
  readonly links: readonly string[];
  readonly target?: string | undefined;
  /** The port that is dialled. */
  readonly dialled?: number | undefined;
  /** The text of the endpoint. */
  readonly endpoint?: string | undefined;
};

type WrongEnd = WrittenLink & {
  readonly dialledHost?: string | undefined;
  /** The listener that answers on the dialled port. */
  readonly reached?: { readonly node: string; readonly listener: string } | undefined;
  /** The software that has the dialled port, if that is not a node. */
  readonly occupiedBy?: string | undefined;
};

/** A wrong end whose right one is known. */
type Misled = WrongEnd & {
  readonly listener: string;
  readonly expectedPort: number | undefined;
  readonly expectedHost: string | undefined;
  /** The offset of the target at which the dialled port would be right. */
  readonly explainingOffset?: number;
  readonly placeholder?: string;
};

/** The messages that the rules about literals share. */
export type LiteralMessages = {
  /** The right host and another port. */
  readonly differs: Misled;
  /** Another host. */
  readonly elsewhere: Misled;
  /** No listener there is right for it, and the plan does not say which node is meant. */
  readonly dead: WrongEnd & { readonly candidates: readonly string[] };
};

/** Makes the problem of a wrong literal: the same numbers in the same words, whatever the link is for. */
export function literalProblem(literal: Literal, deployment: Deployment): ProblemOf<LiteralMessages> {
  const [link] = literal.links;
  const { listener: listenerOf } = lookupIn(deployment);
  const listener = listenerOf(link.target, link.listener);
  const end = wrongEnd(literal, deployment);
  const isKnown = link.target !== undefined && link.expectedPort !== undefined;
  const explaining = explainingOffset(link, deployment);
  const misled = {
    ...end,
    listener: link.listener,
    expectedPort: link.expectedPort,
    expectedHost: link.expectedHost,
    ...(explaining === undefined ? {} : { explainingOffset: explaining }),
    ...(link.endpoint?.placeholder === undefined ? {} : { placeholder: link.endpoint.placeholder }),
  };
  return {
    ...(isKnown
      ? { message: isElsewhere(link) ? 'elsewhere' : 'differs', data: misled }
      : { message: 'dead', data: { ...end, candidates: link.targets } }),
    at: labelOf(link),
    related: listener ? [listenerLabel(listener)] : [],
    subject: {
      nodes: [link.node, ...(link.target === undefined ? [] : [link.target])],
      listeners: [...end.links, link.listener],
      detail: ordinalOf(link, deployment),
    },
    notes: [...explanations(link, explaining), ...unpublished(link, deployment)],
  };
}

/** Returns the known parts of a wrong literal, for the data of its finding. */
export function wrongEnd({ links }: Literal, deployment: Deployment): WrongEnd {
  const [link] = links;
  const { node, id, target, dialled, endpoint, reached, dialledHost } = link;
  const occupant = reached === undefined ? occupantAt(link, deployment) : undefined;
  return {
    node,
    link: id,
    links: [...new Set(links.map((each) => each.id))],
    dialled,
    ...present({ target, endpoint: endpoint?.text, reached, dialledHost, occupiedBy: occupant }),
  };
}

function occupantAt({ dialledHost, dialled = 0 }: Link, deployment: Deployment): string | undefined {
  const host = lookupIn(deployment).host(dialledHost);
  return host?.occupied.find(({ from, to }) => from <= dialled && dialled <= to)?.by;
}

/** Returns the place of a literal, labelled with the address that it dials. */
export function labelOf({ node, id, place, dialled, endpoint }: Link): Label {
  return { ...place, label: `${node}: ${id} dials ${addressOf(endpoint?.host, dialled) ?? endpoint?.text ?? ''}` };
}

function addressOf(host: string | undefined, port: number | undefined): string | undefined {
  if (port === undefined) return undefined;
  return host === undefined ? `${port}` : `${host}:${port}`;
}

/** Returns the place that decides the port of a listener, labelled with the sum. */
export function listenerLabel(listener: Listener): Label {
  return { ...listener.place, label: `${listener.node}: ${listener.id} = ${sumText(listener)}` };
}

/** `gateway dials tm on 9611 (throttle-publish), but databridge-binary listens on 9612`. */
export function differsText(data: Misled): string {
  const { node, links, target, listener, dialled, expectedPort } = data;
  return `${node} dials ${target} on ${dialled} (${listed(links)}), but ${listener} listens on ${expectedPort}${answerText(data)}`;
}

/** Returns what listens on the dialled port; empty if nothing does. */
export function answerText({ target, dialled, reached, occupiedBy }: WrongEnd): string {
  if (occupiedBy !== undefined) return `; ${dialled} is held by ${occupiedBy}`;
  if (!reached) return '';
  return `; on ${dialled} ${reached.node === target ? 'its' : `${reached.node}'s`} ${reached.listener} answers`;
}

/** `gateway dials old.internal:9611 (throttle-publish), where nothing listens; databridge-binary of tm is reached at tm.internal:9611`. */
export function elsewhereText(data: Misled, verb = 'dials'): string {
  const { node, links, listener, target, expectedHost, expectedPort } = data;
  return `${node} ${verb} ${whereText(data)} (${listed(links)}), where ${thereText(data)}; ${listener} of ${target} is reached at ${expectedHost}:${expectedPort}`;
}

/** `gateway dials tm:5679 (event-hub-jms), where nothing listens; cp-1 and cp-2 play the other end`. */
export function deadText(data: LiteralMessages['dead'], verb = 'dials'): string {
  const { node, links, candidates } = data;
  const who =
    candidates.length === 0
      ? ''
      : `; ${listed(candidates)} ${candidates.length === 1 ? 'plays' : 'play'} the other end`;
  return `${node} ${verb} ${whereText(data)} (${listed(links)}), where ${thereText(data)}${who}`;
}

function whereText({ dialledHost, dialled }: WrongEnd): string {
  return `${dialledHost ?? ''}:${dialled}`;
}

function thereText({ reached, occupiedBy }: WrongEnd): string {
  if (reached) return `${reached.listener} of ${reached.node} answers`;
  return occupiedBy === undefined ? 'nothing listens' : `${occupiedBy} holds the port`;
}

function unpublished(link: Link, deployment: Deployment): string[] {
  if (!isUnpublished(link, deployment)) return [];
  const machine = lookupIn(deployment).host(link.expectedHost)?.on;
  return [`${link.expectedHost} runs on ${machine} and does not publish ${link.expectedPort} there`];
}

/** Returns the offset of the target that the literal assumes, if it may be intended. */
function explainingOffset(link: Link, deployment: Deployment): number | undefined {
  const target = lookupIn(deployment).node(link.target);
  const offset = assumedOffset(link, deployment);
  if (!target || offset === undefined || offset === target.offset) return undefined;
  return isPlausible(offset, deployment) ? offset : undefined;
}

function explanations({ endpoint, node, dialled, target }: Link, explaining: number | undefined): string[] {
  if (endpoint?.placeholder !== undefined)
    return [
      `\${${endpoint.placeholder}} means the port of ${node} itself, ${dialled}; it is right for another node only while both offsets are equal`,
    ];
  return explaining === undefined ? [] : [`${dialled} would be right if ${target} ran at offset ${explaining}`];
}

/**
 * Identifies a literal in a fingerprint: two nodes that dial each other differ by the node that dials, two endpoints of one list by their
 * position, not by their text, which a fix changes.
 */
export function ordinalOf(link: Link, deployment: Deployment): string {
  return `${link.node} ${ordinals(deployment).get(link) ?? 0}`;
}

const ordinals = memo((deployment: Deployment): ReadonlyMap<Link, number> => {
  const groups = groupBy(deployment.links, ({ node, id }) => `${node} ${id}`);
  return new Map([...groups.values()].flatMap((links) => links.map((link, index) => [link, index] as const)));
});

/** Yields the literals that have links of a rule, each with these links only. */
export function* literalsWhere(deployment: Deployment, isOfRule: (link: Link) => boolean): Iterable<Literal> {
  for (const { key, links } of allLiterals(deployment)) {
    const [first, ...others] = links.filter(isOfRule);
    if (first) yield { key, links: [first, ...others] };
  }
}

/** Groups literals by the offset that they wrongly assume of the node that they dial; a literal that assumes none is alone. */
export function byAssumption(wrong: Iterable<Literal>, deployment: Deployment): readonly Group<Literal>[] {
  const groups = groupBy(wrong, ({ key, links: [link] }) => {
    const offset = link.endpoint?.placeholder === undefined ? explainingOffset(link, deployment) : undefined;
    return offset === undefined ? key : `${link.target} ${offset}`;
  });
  return [...groups.values()];
}

/** Returns the literal that a problem is about. */
export function literalFor(data: WrittenLink, path: string, deployment: Deployment): Literal | undefined {
  return literalsByKey(deployment).get(keyFor(data.node, data.link, data.endpoint, path));
}

const literalsByKey = memo(
  (deployment: Deployment): ReadonlyMap<string, Literal> =>
    new Map(
      allLiterals(deployment).flatMap((literal) =>
        literal.links.map(
          ({ node, id, endpoint, place }) => [keyFor(node, id, endpoint?.text, place.path.join('/')), literal] as const,
        ),
      ),
    ),
);

function keyFor(node: string, link: string, endpoint: string | undefined, path: string): string {
  return JSON.stringify([node, link, endpoint, path]);
}
