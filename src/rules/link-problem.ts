import { groupBy, lookupIn } from '../deployment/lookup.js';
import type { Deployment, Link } from '../model/deployment.js';
import type { Label, ProblemOf } from '../model/finding.js';
import { memo } from '../values/memo.js';
import { sumText } from '../values/ports.js';
import { assumedOffset, isElsewhere, isUnpublished, isWrong } from './link-fixes.js';

/** Tells one literal of a link from the others. */
export type WrittenLink = {
  readonly node: string;
  readonly link: string;
  readonly target?: string | undefined;
  /** The port that is dialled. */
  readonly dialled?: number | undefined;
  /** The text of the endpoint. */
  readonly endpoint?: string | undefined;
};

type WrongEnd = WrittenLink & {
  readonly listener: string;
  readonly expectedPort: number | undefined;
  /** What answers on the dialled port. */
  readonly reached?: { readonly node: string; readonly listener: string } | undefined;
  /** The offset of the target at which the dialled port would be right. */
  readonly explainingOffset?: number;
  readonly placeholder?: string;
};

/** What the rules about literal endpoints report: a wrong port of the right host, or another host. */
export type LinkMessages = {
  readonly differs: WrongEnd;
  readonly elsewhere: WrongEnd & {
    readonly dialledHost: string | undefined;
    readonly expectedHost: string | undefined;
  };
};

/** Makes the problem of a wrong literal: the same numbers in the same words, whatever the link is for. */
export function mismatchProblem(link: Link, deployment: Deployment): ProblemOf<LinkMessages> {
  const { node: nodeOf, listener: listenerOf } = lookupIn(deployment);
  const target = nodeOf(link.target);
  const listener = listenerOf(link.target, link.listener);
  const elsewhere = isElsewhere(link);
  const offset = assumedOffset(link, deployment);
  const explaining =
    offset !== undefined && target && offset !== target.offset && offset >= 0 && offset < 1000 ? offset : undefined;
  const related: Label[] = listener
    ? [
        {
          ...listener.place,
          label: `${listener.node}: ${listener.id} = ${sumText(listener)}`,
        },
      ]
    : [];
  const ends = {
    node: link.node,
    link: link.id,
    target: link.target,
    listener: link.listener,
    dialled: link.dialled,
    expectedPort: link.expectedPort,
  };
  const details = {
    ...(link.endpoint === undefined ? {} : { endpoint: link.endpoint.text }),
    ...(link.reached === undefined ? {} : { reached: link.reached }),
    ...(explaining === undefined ? {} : { explainingOffset: explaining }),
    ...(link.endpoint?.placeholder === undefined ? {} : { placeholder: link.endpoint.placeholder }),
  };
  const hosts = { dialledHost: link.dialledHost, expectedHost: link.expectedHost };
  return {
    ...(elsewhere
      ? { message: 'elsewhere', data: { ...ends, ...hosts, ...details } }
      : { message: 'differs', data: { ...ends, ...details } }),
    at: {
      ...link.place,
      label: `${link.node}: ${link.id} dials ${elsewhere ? `${link.dialledHost}:` : ''}${link.dialled}`,
    },
    related,
    subject: {
      nodes: [link.node, link.target ?? ''],
      listeners: [link.id, link.listener],
      detail: literalOf(link, deployment),
    },
    notes: [...explanations(link, explaining), ...unpublished(link, deployment), ...commonCause(link, deployment)],
  };
}

/** `gateway dials tm on 9611 (throttle-publish), but databridge-binary listens on 9612`. */
export function mismatchText({ node, link, target, listener, dialled, expectedPort, reached }: WrongEnd): string {
  return `${node} dials ${target} on ${dialled} (${link}), but ${listener} listens on ${expectedPort}${answerText({ target, dialled, reached })}`;
}

/** What listens on the dialled port, if anything does. */
export function answerText({ target, dialled, reached }: Pick<WrongEnd, 'target' | 'dialled' | 'reached'>): string {
  return reached
    ? `; on ${dialled} ${reached.node === target ? 'its' : `${reached.node}'s`} ${reached.listener} answers`
    : '';
}

/** `gateway dials tm at km.internal:9611 (throttle-publish), but databridge-binary of tm is reached at tm.internal:9611`. */
export function elsewhereText({
  node,
  link,
  target,
  listener,
  dialled,
  dialledHost,
  expectedHost,
  expectedPort,
  reached,
}: LinkMessages['elsewhere']): string {
  const there = reached ? `; ${reached.listener} of ${reached.node} answers there` : '';
  return `${node} dials ${target} at ${dialledHost}:${dialled} (${link}), but ${listener} of ${target} is reached at ${expectedHost}:${expectedPort}${there}`;
}

function unpublished(link: Link, deployment: Deployment): string[] {
  if (!isUnpublished(link, deployment)) return [];
  const machine = lookupIn(deployment).host(link.expectedHost)?.on;
  return [`${link.expectedHost} runs on ${machine} and does not publish ${link.expectedPort} there`];
}

/**
 * Two nodes that dial each other are told apart by who dials, two endpoints of one list by their place in it, not by their text,
 * which a fix changes.
 */
export function literalOf(link: Link, deployment: Deployment): string {
  const alike = linksOfNode(deployment).get(`${link.node} ${link.id}`) ?? [];
  return `${link.node} ${alike.indexOf(link)}`;
}

const linksOfNode = memo(
  (deployment: Deployment): ReadonlyMap<string, readonly Link[]> =>
    groupBy(deployment.links, ({ node, id }) => `${node} ${id}`),
);

function explanations({ endpoint, node, dialled, target }: Link, explaining: number | undefined): string[] {
  if (endpoint?.placeholder !== undefined)
    return [
      `\${${endpoint.placeholder}} means the port of ${node} itself, ${dialled}; it is right for another node only while both offsets are equal`,
    ];
  return explaining === undefined ? [] : [`${dialled} would be right if ${target} ran at offset ${explaining}`];
}

/** Literals that lead to a wrong place, by the node that they are meant for. */
const wrongByTarget = memo(
  (deployment: Deployment): ReadonlyMap<string, readonly Link[]> =>
    groupBy(deployment.links.filter(isWrong), ({ target }) => target ?? ''),
);

/** Says once per finding that others go wrong for the same reason. */
function commonCause(link: Link, deployment: Deployment): string[] {
  const alike = wrongByTarget(deployment).get(link.target ?? '') ?? [];
  const target = lookupIn(deployment).node(link.target);
  if (!target || alike.length < 2) return [];
  const offset = assumedOffset(link, deployment);
  const same = alike.filter((other) => assumedOffset(other, deployment) === offset);
  if (offset === undefined || same.length < 2) return [];
  return [`${same.length} links assume that ${target.id} runs at offset ${offset}; it runs at ${target.offset}`];
}

/** The link that a problem was reported for: its node, its id and the literal it points at. */
export function linkAt(data: WrittenLink, path: string, { links }: Deployment): Link | undefined {
  return links.find(
    ({ node, id, target, dialled, endpoint, place }) =>
      node === data.node &&
      id === data.link &&
      target === data.target &&
      dialled === data.dialled &&
      endpoint?.text === data.endpoint &&
      place.path.join('/') === path,
  );
}
