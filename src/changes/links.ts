import { endsOf } from '../deployment/ends.js';
import { groupBy } from '../deployment/lookup.js';
import type { LinkChange } from '../model/changes.js';
import type { Deployment, Link, LinkOutcome, Outgoing } from '../model/deployment.js';
import { compareTexts } from '../values/lists.js';
import { present } from '../values/present.js';

/** All ends of a link of one node. */
interface State {
  readonly node: string;
  readonly link: string;
  readonly isBroken: boolean;
  /** The endpoints with the nodes behind them. */
  readonly text: string;
}

/** Returns the links that lead elsewhere than before, by node and link; a link that is not used any more is none. */
export function linkChanges(before: Deployment, after: Deployment): readonly LinkChange[] {
  const old = statesOf(before);
  return [...statesOf(after)]
    .flatMap(([key, to]): LinkChange[] => {
      const from = old.get(key);
      const { node, link, isBroken } = to;
      const wasBroken = from?.isBroken ?? false;
      const change = present({ node, link, from: from?.text, to: to.text });
      if (isBroken !== wasBroken) return [{ kind: isBroken ? 'broken' : 'cured', ...change }];
      return from === undefined || from.text === to.text ? [] : [{ kind: 'redirected', ...change }];
    })
    .sort((a, b) => compareTexts(`${a.node} ${a.link}`, `${b.node} ${b.link}`));
}

function statesOf(deployment: Deployment): ReadonlyMap<string, State> {
  const used = deployment.links.filter((link) => link.outcome !== 'off' && !isOwn(link));
  const groups = groupBy(used, ({ node, id }) => `${node} ${id}`);
  const links = [...groups].map(([key, [first, ...others]]): [string, State] => [
    key,
    {
      node: first.node,
      link: first.id,
      isBroken: [first, ...others].some(isWrong),
      text: [first, ...others].map((link) => endText(link, deployment)).join(', '),
    },
  ]);
  const dials = deployment.dials.map((dial): [string, State] => [`${dial.node} dials ${dial.text}`, stateOfDial(dial)]);
  return new Map([...links, ...dials]);
}

/** The product itself finds its own port, where nothing is written. */
function isOwn({ node, targets, target, basis }: Link): boolean {
  const ends = target === undefined ? targets : [target, ...targets];
  return basis !== 'literal' && basis !== 'named' && ends.length > 0 && ends.every((end) => end === node);
}

const WRONG: ReadonlySet<LinkOutcome> = new Set([
  'port-mismatch',
  'unknown-host',
  'scheme-mismatch',
  'target-off',
  'wrong-role',
  'malformed',
  'self',
]);

function isWrong({ verdict, outcome }: Link): boolean {
  return verdict === undefined ? WRONG.has(outcome) : verdict === 'wrong';
}

/** The endpoint as it is written or computed, else where the nodes at the other end are reached. */
function endText(link: Link, deployment: Deployment): string {
  const { candidates, outcome, target, targets } = link;
  if (outcome === 'ambiguous') return `one of ${[...candidates].sort(compareTexts).join(', ')}`;
  const ends = endsOf(link, deployment);
  const text = dialledText(link) ?? ends.map(({ host, port }) => `${host}:${port}`).join(' and ');
  const nodes = [...new Set(target === undefined ? targets : [target, ...ends.map(({ node }) => node)])];
  return nodes.length === 0 ? text : `${text} (${nodes.join(', ')})`.trimStart();
}

/** A port that the product computes is dialled at the host of the other end. */
function dialledText({ endpoint, url, kind, dialled, expectedHost }: Link): string | undefined {
  const computed = kind !== 'port' || dialled === undefined ? undefined : `${expectedHost ?? ''}:${dialled}`;
  return endpoint?.text ?? url ?? computed;
}

function stateOfDial({ node, text, verdict }: Outgoing): State {
  return { node, link: 'dials', isBroken: verdict === 'wrong', text };
}
