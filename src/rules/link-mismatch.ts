import { deadForward } from '../deployment/dead-ends.js';
import type { Literal } from '../deployment/literals.js';
import { type Group, lookupIn } from '../deployment/lookup.js';
import type { Deployment, Link, Outgoing } from '../model/deployment.js';
import type { Label, ProblemOf } from '../model/finding.js';
import { present } from '../values/present.js';
import { literalFixes } from './literal-fixes.js';
import { byAssumption, literalFor, literalsWhere } from './literal-lookup.js';
import { labelOf, listenerLabel, literalProblem, wrongEnd } from './literal-problem.js';
import {
  deadText,
  differsText,
  elsewhereText,
  type LiteralMessages,
  placeText,
  type WrittenLink,
} from './literal-text.js';
import { counted, defineRule, type FixCandidate, listed } from './rule.js';

type MismatchMessages = LiteralMessages & {
  /** Several literals assume one offset of the node that they dial. */
  readonly shifted: {
    readonly target: string;
    readonly offset: number;
    readonly assumedOffset: number;
    readonly literals: readonly (WrittenLink & { readonly path: string; readonly expectedPort: number | undefined })[];
  };
  /** The text names no host. */
  readonly malformed: WrittenLink;
  /** A connection beside the links. */
  readonly dial: {
    readonly node: string;
    readonly to: string;
    readonly purpose: string;
    readonly host?: string;
    /** The listener there that has another protocol, `passthrough-http of gw`. */
    readonly speaksOther?: string;
  };
};

export const linkMismatch = defineRule<MismatchMessages>({
  id: 'link-mismatch',
  severity: 'error',
  summary: 'a literal endpoint does not name an effective port of the right listener on the node it reaches',
  why: 'Every link except Thrift is a literal host and port in the configuration of one node. It does not follow the offset of the node that it names; a placeholder follows only the offset of its own node.',
  remedy: 'Write the effective port of the node at the other end; `wso2-topology ports` shows it.',
  example: {
    bad: `version: 1
defaults: { product: wso2am, version: 4.2.0 }
hosts: { gw.internal: {}, tm.internal: {} }
nodes:
  tm: { host: tm.internal, profile: traffic-manager, offset: 1 }
  gateway: { host: gw.internal, profile: gateway-worker, links: { throttle-publish: { to: tm, url: "tcp://tm.internal:9611" } } }
`,
    good: `version: 1
defaults: { product: wso2am, version: 4.2.0 }
hosts: { gw.internal: {}, tm.internal: {} }
nodes:
  tm: { host: tm.internal, profile: traffic-manager, offset: 1 }
  gateway: { host: gw.internal, profile: gateway-worker, links: { throttle-publish: { to: tm, url: "tcp://tm.internal:9612" } } }
`,
  },
  sources: [
    'product-ei issues 493 and 777',
    'analytics-apim issue 1008',
    'integration-studio issues 33, 710 and 793',
    'product-apim issue 5048',
    'carbon-apimgt api-manager.xml: placeholders resolve to the own node',
  ],
  alternatives: 2,
  messages: {
    differs: differsText,
    elsewhere: (data) => elsewhereText(data),
    dead: (data) => deadText(data),
    shifted: ({ target, offset, assumedOffset, literals }) =>
      `${counted(literals.length, 'link')} of ${listed([...new Set(literals.map(({ node }) => node))])} assume that ${target} runs at offset ${assumedOffset}, but it runs at ${offset}: ${[...new Set(literals.map(({ links, dialled, expectedPort }) => `${listed(links)} ${dialled} instead of ${expectedPort}`))].join(', ')}`,
    malformed: ({ node, links, endpoint }) => `${listed(links)} of ${node} is no endpoint: ${endpoint ?? ''}`,
    dial: ({ node, to, purpose, host, speaksOther }) =>
      `${node} connects to ${to}${purpose === '' ? '' : ` (${purpose})`}, ${deadDialText(host, speaksOther)}`,
  },
  check: function* (deployment) {
    const wrong = literalsWhere(deployment, ({ kind, outcome }) => kind === 'endpoint' && outcome === 'port-mismatch');
    for (const literals of byAssumption(wrong, deployment)) {
      // One value that several nodes have is no second witness of an offset.
      if (placesOf(literals).size > 1) yield shiftedProblem(literals, deployment);
      else for (const literal of literals) yield literalProblem(literal, deployment);
    }
    for (const literal of literalsWhere(deployment, ({ outcome }) => outcome === 'malformed'))
      yield malformedProblem(literal, deployment);
    const literals = new Set(deployment.links.map(({ place }) => placeText(place)));
    // A second connection that follows from a wrong literal is mended with it.
    for (const dial of deployment.dials)
      if (dial.verdict === 'wrong' && !literals.has(placeText(dial.place)) && !deadForward(dial, deployment))
        yield dialProblem(dial);
  },
  fixes: function* (problem, deployment) {
    if (problem.message === 'malformed' || problem.message === 'dial') return;
    yield* problem.message === 'shifted'
      ? literalFixes(
          problem.data.literals.flatMap((written) => literalFor(written, written.path, deployment) ?? []),
          deployment,
        )
      : fixesOfLiteral(problem, deployment);
  },
});

/** Yields fixes of the literal that a finding is about. */
export function* fixesOfLiteral(
  { data, at }: { readonly data: WrittenLink; readonly at: Label },
  deployment: Deployment,
): Iterable<FixCandidate> {
  const literal = literalFor(data, at.path.join('/'), deployment);
  if (literal) yield* literalFixes([literal], deployment);
}

function placesOf(literals: readonly Literal[]): ReadonlySet<string> {
  return new Set(literals.map(({ links: [{ place }] }) => placeText(place)));
}

function shiftedProblem(literals: Group<Literal>, deployment: Deployment): ProblemOf<MismatchMessages> {
  const [first] = literals;
  const [link] = first.links;
  const { owner, listener: listenerOf } = lookupIn(deployment);
  const target = owner({ node: link.target ?? '' });
  const assumed = target.offset + (link.dialled ?? 0) - (link.expectedPort ?? 0);
  const links: readonly Link[] = literals.map((literal) => literal.links[0]);
  const listeners = links.flatMap((each) => listenerOf(each.target, each.listener) ?? []).slice(0, 1);
  return {
    message: 'shifted',
    data: {
      target: target.id,
      offset: target.offset,
      assumedOffset: assumed,
      literals: literals.map((literal) => {
        const [{ place, expectedPort }] = literal.links;
        return { ...wrongEnd(literal, deployment), path: place.path.join('/'), expectedPort };
      }),
    },
    at: labelOf(link),
    related: [...links.slice(1).map(labelOf), ...listeners.map(listenerLabel)],
    subject: {
      nodes: [...new Set([...links.map(({ node }) => node), target.id])],
      listeners: [...new Set(links.map(({ id }) => id))],
      detail: `offset ${assumed} of ${target.id}`,
    },
  };
}

function malformedProblem(literal: Literal, deployment: Deployment): ProblemOf<MismatchMessages> {
  const [{ node, id, place }] = literal.links;
  return {
    message: 'malformed',
    data: wrongEnd(literal, deployment),
    at: { ...place, label: `${node}: write scheme://host:port` },
    related: [],
    subject: { nodes: [node], listeners: [id], detail: place.path.join('/') },
  };
}

function deadDialText(host: string | undefined, speaksOther: string | undefined): string {
  if (host === undefined) return 'which names no host and port';
  return speaksOther === undefined
    ? `but nothing on ${host} listens there`
    : `but ${speaksOther} speaks another protocol there`;
}

function dialProblem({ node, text, purpose, place, dialledHost, reached }: Outgoing): ProblemOf<MismatchMessages> {
  return {
    message: 'dial',
    data: {
      node,
      to: text,
      purpose,
      ...present({ host: dialledHost, speaksOther: reached && `${reached.listener} of ${reached.node}` }),
    },
    at: { ...place, label: `${node}: connects to ${text}` },
    related: [],
    subject: {
      nodes: [node],
      listeners: [],
      detail: text,
      ...present({ host: dialledHost }),
    },
  };
}
