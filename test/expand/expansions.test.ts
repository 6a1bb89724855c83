import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { SharedLink } from '../../src/deployment/shared-link.js';
import type { Deployment, Host, Link, Node } from '../../src/model/deployment.js';
import { deploymentOf } from '../topology-builder.js';
import { EXPANDED } from './expansion-plans.js';

const GOLDEN = new URL('../golden/expansions.txt', import.meta.url);

/** ` word value`, or nothing where there is none. */
const said = (word: string, value: unknown) => (value === undefined || value === '' ? '' : ` ${word} ${value}`);

function linkLine(link: Link): string {
  const { node, id, basis, outcome, verdict, unjudged, endpoint, dialled: port, list } = link;
  const { target, listener, expectedHost, expectedPort, expectedAddress, dialledHost, reached, front } = link;
  const { targets, candidates, peers, derivation, alsoDials } = link;
  return [
    `${node} ${id}: ${basis} ${outcome}`,
    ...[said('is', verdict), said('for', unjudged), said('dials', endpoint?.text), said('port', port)],
    ...[said('made of', derivation), said('at', dialledHost), said('->', target && `${target}:${listener}`)],
    said('by', expectedHost && `${expectedAddress ?? expectedHost}:${expectedPort}`),
    ...[said('front', front), said('reaches', reached && `${reached.node}:${reached.listener}`)],
    said('means', targets.join() === target ? undefined : targets.join(' ')),
    ...[said('or', candidates.join(' ')), said('peers', peers?.join(' ')), said('also', alsoDials?.join(' '))],
    said('in', list && JSON.stringify(list)),
  ].join('');
}

function hostLines({ id, on, forwards, occupied, published, servedBy = [] }: Host): string[] {
  return [
    ...(on === undefined ? [] : [`host ${id} on ${on}`]),
    ...published.map(({ ports, hostPorts, bind }) => `host ${id} publishes ${ports.from} at ${bind}:${hostPorts.from}`),
    ...forwards.map(
      ({ port, to, dead = [], isUncertain, bind, protocol }) =>
        `host ${id} forwards ${bind}:${port}/${protocol} to ${to.map(({ node, listener, via = [] }) => [...via.map((hop) => `${hop.host}:${hop.port}`), `${node}:${listener}`].join(' > ')).join(', ')}${dead.map(({ name, port: text, lacks }) => `, dead ${name}:${text} lacks ${lacks}`).join('')}${isUncertain ? ', uncertain' : ''}`,
    ),
    ...occupied.map(
      ({ from, to, bind, by, protocol }) => `host ${id} has ${bind}:${from}-${to}/${protocol}${said('of', by)}`,
    ),
    ...servedBy.map(({ node, listener, by }) => `host ${id} is served ${node}:${listener} by ${by.host}:${by.port}`),
  ];
}

function nodeLines({ id, offset, offsetOrigin, profile, roles, group, selfReferences, closedPorts }: Node): string[] {
  return [
    `node ${id}: ${profile} at ${offset} ${offsetOrigin}${said('in', group)}, plays ${roles.join(' ')}`,
    ...closedPorts.map(({ listener, port, derivation }) => `node ${id} closes ${listener} ${port} = ${derivation}`),
    ...selfReferences.map(
      ({ id: name, ports, configured }) =>
        `node ${id} refers ${name}: ${ports.map(({ listener, shipped, effective, host }) => `${listener} ${shipped} -> ${said('of', host)}${effective}`).join(', ')}${said('written', configured)}`,
    ),
  ];
}

/** Plans of which everything is shown: what nodes open, and where links lead that nobody wrote. */
const WHOLE = new Set([
  'nothing but roles',
  'two all-in-one servers',
  'members of a cluster',
  'ports that are written',
]);

/** What is derived of a plan, but for the links that are not used. */
function sectionOf(name: string): string {
  const { hosts, nodes, listeners, links, dials }: Deployment = deploymentOf({
    version: 1,
    ...parse(EXPANDED[name] ?? ''),
  });
  const own = (id: string) =>
    listeners
      .filter(({ node }) => node === id)
      .map(
        ({ id: listener, bind, port, derivation }) =>
          `${listener} ${bind}:${port}${`${port}` === derivation ? '' : ` = ${derivation}`}`,
      );
  const isWhole = WHOLE.has(name);
  const lines = [
    ...hosts.flatMap(hostLines),
    ...nodes.flatMap((node) =>
      isWhole ? [...nodeLines(node), `node ${node.id} opens ${own(node.id).join(', ')}`] : [],
    ),
    ...links.filter((link) => isShown(link, isWhole)).map(linkLine),
    ...dials.map(
      ({ node, text, host, port, purpose, verdict, unjudged, dialledHost, reached }) =>
        `${node} dials ${text}: ${verdict}${said('for', unjudged)} ${host}:${port}${said('purpose', purpose)}${said('at', dialledHost)}${said('reaches', reached && `${reached.node}:${reached.listener}`)}`,
    ),
  ];
  return `## ${name}\n${lines.map((line) => `${line.trimEnd()}\n`).join('')}\n`;
}

/** Of other plans the links that are written, and the first ones that lead through a front end. */
function isShown({ outcome, basis, front }: Link, isWhole: boolean): boolean {
  return isWhole ? outcome !== 'off' : basis === 'literal' || basis === 'named' || front !== undefined;
}

const updates = process.env.UPDATE_GOLDEN !== undefined;
const names = Object.keys(EXPANDED);

describe('what is derived of a plan is what it was before', () => {
  it.runIf(updates)('(UPDATE_GOLDEN=1 accepts a change)', () => {
    writeFileSync(GOLDEN, names.map(sectionOf).join(''));
  });

  it.skipIf(updates).each(names)('%s', (name) => {
    expect(readFileSync(GOLDEN, 'utf8')).toContain(sectionOf(name));
  });
});

it.each(names)('no key is there without a value: %s', (name) => {
  const { hosts, nodes, listeners, links, dials }: Deployment = deploymentOf({
    version: 1,
    ...parse(EXPANDED[name] ?? ''),
  });
  // A link that nodes share has the keys of its own part in any case.
  const single = links.filter((link) => !(link instanceof SharedLink));
  const described = [...hosts, ...nodes, ...listeners, ...single, ...dials];
  const isEmpty = ([key, value]: readonly [string, unknown]) =>
    value === undefined || (key === 'alsoDials' && String(value) === '');
  expect(described.flatMap((each) => Object.entries(each).filter(isEmpty))).toEqual([]);
});
