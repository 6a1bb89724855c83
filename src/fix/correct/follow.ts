import { mayMean } from '../../deployment/groups.js';
import { addressOf } from '../../deployment/listener-address.js';
import { type Group, groupBy, lookupIn } from '../../deployment/lookup.js';
import type { Decision } from '../../model/correction.js';
import type { Deployment, Endpoint, Link, Listener, Node, SelfReference } from '../../model/deployment.js';
import type { Evaluation } from '../../model/evaluation.js';
import type { Configuration, Edit } from '../../model/finding.js';
import { withAuthority, withReplacements } from '../../values/addresses.js';
import { fromTo } from './decision.js';

/**
 * Decides on values that were right before offsets and ports were changed and have to follow them: literals of links,
 * self-references, published ports of containers. A value that was wrong before is left alone; it has a finding of its own.
 */
export function followingDecisions(before: Evaluation, after: Evaluation): readonly Decision[] {
  return [
    ...literals(before.deployment, after.deployment),
    ...references(before.deployment, after.deployment),
    ...publications(before.deployment, after.deployment),
  ];
}

/** A listener that a literal named correctly, with its port before and after, as seen from the node that dials. */
interface Move {
  readonly listener: Listener;
  readonly from: number;
  readonly to: number;
}

function* literals(before: Deployment, after: Deployment): Iterable<Decision> {
  const { owner, endPath } = lookupIn(before);
  const written = before.links.filter(isLiteral);
  if (written.length === 0) return;
  const outcomes = new Map(after.links.filter(isLiteral).map((link) => [endKey(link, after), link]));
  for (const [key, links] of groupBy(written, (link) => endKey(link, before))) {
    const [first] = links;
    const moves = links.map((link) => moveOf(link, before, after, outcomes.get(key)?.outcome === 'match'));
    if (moves.every((move) => move === undefined)) continue;
    const edits = [...literalEdits(links, moves, owner(first).place.file, endPath(first))];
    yield {
      subject: first.node,
      title: edits.map(({ path, from, to }) => `links.${first.id}.${path.at(-1)} ${fromTo(from, to)}`).join(', '),
      edits,
      configuration: configurationOf(first, edits),
      clears: [],
      follows: moves.flatMap((move) => move?.listener.node ?? []),
      reason: `follows ${moves.flatMap((move) => (move ? [`${move.listener.node} (${move.listener.id} ${move.from} -> ${move.to})`] : [])).join(', ')}`,
    };
  }
}

function isLiteral({ basis, place }: Link): boolean {
  return basis === 'literal' && (place.path.at(-1) === 'url' || place.path.at(-1) === 'port');
}

/** Returns the listener that a right literal names, if its port has changed. */
function moveOf(link: Link, before: Deployment, after: Deployment, matches: boolean): Move | undefined {
  if (link.outcome !== 'match' && link.outcome !== 'scheme-mismatch') return undefined;
  const listener = lookupIn(before).listener(link.target, link.listener);
  const [from, to] = [entrancePort(link, before), entrancePort(link, after)];
  // The port of a front end does not change.
  if (!listener || from === undefined || to === undefined || link.dialled !== from || from === to) return undefined;
  // Where two nodes wanted the port, the literal may have meant the one that stayed.
  const claimants = lookupIn(before)
    .listenersAt(listener.host, { from: listener.port, to: listener.port })
    .filter(({ id }) => link.listeners.includes(id));
  return claimants.length > 1 && matches ? undefined : { listener, from, to };
}

function entrancePort(link: Link, deployment: Deployment): number | undefined {
  const { listener: listenerOf, host, owner } = lookupIn(deployment);
  const listener = listenerOf(link.target, link.listener);
  return listener && addressOf(listener, host(owner(link).host), host).port;
}

function* literalEdits(
  links: Group<Link>,
  moves: readonly (Move | undefined)[],
  file: string,
  path: Edit['path'],
): Iterable<Edit> {
  const [first] = links;
  const [move] = moves;
  if (first.place.path.at(-1) === 'port' && move) yield { file, path: [...path, 'port'], from: move.from, to: move.to };
  const { url } = first;
  if (url === undefined) return;
  const corrected = withReplacements(
    url,
    links.flatMap(({ endpoint }, index) =>
      endpoint ? [{ text: endpoint.text, replacement: withNewPort(endpoint, moves[index]) }] : [],
    ),
  );
  if (corrected !== url) yield { file, path: [...path, 'url'], from: url, to: corrected };
}

function withNewPort({ text, port }: Endpoint, move: Move | undefined): string {
  return !move || (port !== undefined && port !== move.from) ? text : withAuthority(text, move.to);
}

function configurationOf({ node, setting }: Link, edits: readonly Edit[]): Configuration[] {
  return setting ? edits.map(({ to }) => ({ node, ...setting, to: typeof to === 'number' ? to : String(to) })) : [];
}

function endKey(link: Link, deployment: Deployment): string {
  return `${link.node} ${lookupIn(deployment).endPath(link).join('/')}`;
}

function* references(before: Deployment, after: Deployment): Iterable<Decision> {
  for (const node of before.nodes)
    for (const reference of node.selfReferences) {
      const to = referencePort(node, reference, before, after);
      const { configured, portPath } = reference;
      if (to === undefined || configured === undefined || portPath === undefined || to === configured) continue;
      yield {
        subject: node.id,
        title: `ports.${reference.id} ${fromTo(configured, to)}`,
        edits: [{ file: node.place.file, path: portPath, from: configured, to }],
        configuration: [{ node: node.id, file: reference.file, setting: reference.element, to }],
        clears: [],
        follows: [node.id, ...before.listeners.filter(({ port }) => port === configured).map((other) => other.node)],
        reason: 'follows the offset',
      };
    }
}

/** Returns the port that a right self-reference has to name now: that of the same listener, on this node or on another one. */
function referencePort(
  node: Node,
  { configured, disabled, ports, id }: SelfReference,
  before: Deployment,
  after: Deployment,
): number | undefined {
  if (configured === undefined || disabled) return undefined;
  const own = ports.find(({ effective }) => effective === configured);
  const now = lookupIn(after)
    .node(node.id)
    ?.selfReferences.find((reference) => reference.id === id);
  if (own) return now?.ports.find(({ listener }) => listener === own.listener)?.effective;
  const { owner } = lookupIn(before);
  const meant = before.listeners.filter(
    (listener) =>
      listener.port === configured &&
      ports.some((port) => port.listener === listener.id) &&
      mayMean(node, new Set([owner(listener).group ?? ''])),
  );
  const places = new Set(meant.map((listener) => lookupIn(after).listener(listener.node, listener.id)?.port));
  return places.has(configured) || places.size !== 1 ? undefined : [...places][0];
}

function* publications(before: Deployment, after: Deployment): Iterable<Decision> {
  for (const container of before.hosts)
    for (const { ports, protocol, text, place } of container.published) {
      if (ports.from !== ports.to) continue;
      const behind = lookupIn(before)
        .listenersAt(container.id, ports)
        .find((listener) => listener.protocol === protocol);
      const now = behind && lookupIn(after).listener(behind.node, behind.id);
      if (!behind || !now || now.port === behind.port) continue;
      const to = text.replace(/:\d+((?:\/\w+)?)$/, (_, suffix: string) => `:${now.port}${suffix}`);
      yield {
        subject: container.id,
        title: `publish ${fromTo(text, to)}`,
        edits: [{ file: place.file, path: place.path, from: text, to }],
        configuration: [],
        clears: [],
        follows: [behind.node],
        reason: `follows ${behind.node} (${behind.id} ${behind.port} -> ${now.port})`,
      };
    }
}
