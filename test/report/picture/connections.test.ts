import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { DeploymentFlows } from '../../../src/report/flows/list.js';
import { flowReporterOf } from '../../../src/report/flows/registry.js';
import { command } from '../../cli/command.js';
import { all, drawn, integrators, named, shapesOf } from './drawn.js';

const PLAN = `version: 1
hosts:
  gw1: {}
  cp1: {}
  spare: {}
  proxy: { forwards: [{ port: 443, to: "gw1:8243" }] }
defaults: { product: wso2am, version: 4.2.0 }
nodes:
  gateway:
    host: gw1
    profile: gateway-worker
    links: { throttle-publish: { url: "tcp://cp1:9613" }, throttle-publish-auth: { url: "ssl://cp1:9711" } }
    dials: [{ to: "db.example:3306", purpose: database }]
  other: { host: gw1, profile: gateway-worker, offset: 1, links: { throttle-publish: { url: "tcp://tm.example:9611" } } }
  control: { host: cp1, profile: control-plane }
  alone: { host: spare, product: wso2mi, version: 4.2.0 }
`;

describe('a picture of connections', () => {
  it('is the one that it was before (UPDATE_GOLDEN=1 accepts a change)', async () => {
    const golden = new URL('../../golden/picture-connections.svg', import.meta.url);
    const { text } = await drawn('flows', PLAN);
    if (process.env.UPDATE_GOLDEN) writeFileSync(golden, text);
    expect(text).toBe(readFileSync(golden, 'utf8'));
  });

  it('has one arrow for each pair that talks, as many as the matrix has', async () => {
    const { picture } = await drawn('flows', PLAN);
    const { stdout } = await command('flows', 'plan.yaml', '--format', 'json', { files: { 'plan.yaml': PLAN } });
    const { flows } = JSON.parse(stdout).deployments[0];
    const pairs = new Set(
      flows.map(
        ({ sourceNode, sourceHost, destinationNode, destinationHost }: Record<string, string>) =>
          `${sourceNode === 'forward' ? sourceHost : sourceNode} ${destinationNode ?? destinationHost}`,
      ),
    );
    expect(
      named(picture, 'g').filter(({ children }) => children.some(({ classes }) => classes.includes('tip'))).length,
    ).toBe(pairs.size);
  });

  it('names the ports where the arrow ends, and what is dialled instead of the right one', async () => {
    const { picture } = await drawn('flows', PLAN);
    const wrong = all(picture, 'wrong').filter(({ name }) => name === 'text');
    expect(wrong.map(({ text }) => text).join(' ')).toContain('9611, not 9613');
    expect(wrong.map(({ text }) => text).join(' ')).toMatch(/^\u2715 from gateway: /);
    const [arrow] = named(picture, 'g').filter(
      ({ children }) =>
        children.some(({ classes }) => classes.includes('way') && classes.includes('wrong')) &&
        children[0]?.name === 'title',
    );
    expect(arrow?.text).toContain('gateway to control, wrong: ');
  });

  it('does not call right what leads out of the plan', async () => {
    const { picture } = await drawn('flows', PLAN);
    const outside = named(picture, 'g').filter(
      ({ children: [first, way] }) => first?.name === 'title' && way?.classes.includes('outside'),
    );
    expect(outside.map(({ text }) => text.split(',')[0])).toEqual(['gateway to db.example', 'other to tm.example']);
    expect(all(picture, 'box', 'outside').length).toBeGreaterThan(1);
  });

  it('shows nodes that talk to nobody, and says what nobody can draw', async () => {
    const { picture } = await drawn('flows', PLAN);
    const texts = named(picture, 'text').map(({ text }) => text);
    expect(texts.some((text) => text.startsWith('alone'))).toBe(true);
    expect(named(picture, 'desc')[0]?.text).toMatch(/control .* and \d+ more: which of gateway and other\?/);
  });

  it.each([
    [
      'leads to itself',
      '{ host: a, profile: gateway-worker, links: { throttle-publish: { url: "tcp://localhost:8243" } } }',
    ],
    ['nobody is at the other end', '{ host: a, profile: gateway-worker }'],
  ])('says of a link that it %s', async (reason, gateway) => {
    const plan = `version: 1\nhosts: { a: {}, b: {} }\nnodes:\n  gw: ${gateway.replace('{ host', '{ product: wso2am, version: 4.2.0, host')}\n  mi: { host: b, product: wso2mi, version: 4.2.0 }\n`;
    const { picture } = await drawn('flows', plan);
    expect(picture.text.replace(/\s+/g, ' ')).toContain(reason);
  });

  it('has hosts as ends where there are hundreds of nodes, and those that are alike are one', async () => {
    const { text, picture } = await drawn('flows', integrators(500, 5));
    expect(all(picture, 'box').length).toBe(1);
    expect(text).toContain('h0 and 99 alike');
    expect(text).toContain('500 nodes');
  });

  it('folds hosts that are dialled, with the wrong pair apart', async () => {
    const pairs = Array.from({ length: 40 }, (_, index) => index);
    const hosts = pairs.flatMap((index) => [`  g${index}: { group: s${index} }`, `  c${index}: { group: s${index} }`]);
    const nodes = pairs.flatMap((index) => [
      `  gw${index}: { host: g${index}, group: s${index}, profile: gateway-worker${index === 3 ? ', links: { throttle-publish: { url: "tcp://c3:9612" } }' : ''} }`,
      `  cp${index}: { host: c${index}, group: s${index}, profile: control-plane }`,
    ]);
    const plan = `version: 1\nhosts:\n${hosts.join('\n')}\ndefaults: { product: wso2am, version: 4.2.0 }\nnodes:\n${nodes.join('\n')}\n`;
    const { text, picture } = await drawn('flows', plan);
    expect(all(picture, 'box').map((box) => box.classes)).toContainEqual(['box', 'outside']);
    expect(all(picture, 'way', 'wrong').length).toBe(1 + 1);
    expect(text).toContain('g0 and 38 alike');
    expect(text).toContain('c0 and 38 alike');
  });

  it('shows four remarks of a node and counts the others, and shortens what is too long for a line', async () => {
    const names = [
      'portal-to-gateway-http-endpoint',
      'throttle-publish',
      'event-hub-jms',
      'event-hub-rest',
      'key-manager-url',
    ];
    const deployment: DeploymentFlows = {
      file: 'plan.yaml',
      hosts: [{ id: 'h', kind: 'pod' }],
      nodes: [{ id: 'n', host: 'h' }],
      flows: [],
      open: (['target-off', 'self', 'undecided', 'malformed', 'ambiguous'] as const).map((outcome, index) => ({
        node: 'n',
        link: names[index] ?? '',
        outcome,
        nodes: ['a-node-with-a-name-that-is-longer-than-any-line-of-the-picture', 'b'],
      })),
    };
    const picture = shapesOf((await flowReporterOf('svg'))([deployment], { color: false, width: 0 }));
    const texts = named(picture, 'text').map(({ text }) => text);
    expect(texts).toContain('? and 1 more');
    expect(texts.join(' ')).toContain('\u2026');
    expect(named(picture, 'desc')[0]?.text.trim().split('\n')).toHaveLength(5);
    expect(all(picture, 'node')[0]?.classes).toContain('wrong');
  });

  it('names the whole endpoint where the port is right and something else is wrong', async () => {
    const flow = {
      sourceHost: 'a',
      sourceNode: 'x',
      sourceAddresses: [],
      destinationAddresses: [],
      destinationHost: 'b',
      destinationNode: 'y',
    };
    const rest = { purpose: '', link: 'l', crossesHosts: true, basis: 'literal', protocol: 'udp' } as const;
    const deployment: DeploymentFlows = {
      file: 'plan.yaml',
      hosts: [{ id: 'a' }, { id: 'b', kind: 'service' }],
      nodes: [
        { id: 'x', host: 'a' },
        { id: 'y', host: 'b' },
      ],
      flows: [
        { ...flow, ...rest, port: 1, outcome: 'scheme-mismatch', dialled: 'http://b:1' },
        { ...flow, ...rest, port: 2, outcome: 'undecided' },
        { ...flow, ...rest, port: 3, outcome: 'forward', destinationNode: 'x', sourceHost: 'b', sourceNode: 'forward' },
      ],
      open: [],
    };
    const { text } = shapesOf((await flowReporterOf('svg'))([deployment], { color: false, width: 0 }));
    expect(text.replace(/\s+/g, ' ')).toContain('x to y: wrong; l 1/udp, not http://b:1; l 2/udp');
    expect(text).toContain('service');
  });

  it('leads to the right where it can, also where everybody talks to everybody', async () => {
    const hosts = Array.from({ length: 12 }, (_, index) => `h${index}`);
    const nodes = hosts.map(
      (host, index) => `  n${index}: { host: ${host}, profile: ${index % 2 ? 'control-plane' : 'traffic-manager'} }`,
    );
    nodes.push('  m: { host: h0, profile: gateway-worker }');
    const plan = `version: 1\nhosts:\n${hosts.map((host) => `  ${host}: {}`).join('\n')}\ndefaults: { product: wso2am, version: 4.2.0 }\nnodes:\n${nodes.join('\n')}\n`;
    const { picture } = await drawn('flows', plan);
    const root = picture.children[0];
    expect(Number(root?.attributes.width)).toBeLessThan(1300);
    expect(Number(root?.attributes.height)).toBeLessThan(2000);
  });

  it('has nothing to draw of a plan without nodes', async () => {
    expect((await drawn('flows', 'version: 1\nhosts: { a: {} }\nnodes: {}\n')).picture.text).toContain(
      'nothing to draw',
    );
  });

  it('is in the page of check, which has no picture of it where nobody talks', async () => {
    const page = async (plan: string) =>
      (await command('check', 'plan.yaml', '--format', 'html', { files: { 'plan.yaml': plan } })).stdout;
    expect(await page(PLAN)).toContain('gateway to control, wrong: ');
    expect(await page(integrators(1, 1))).not.toContain('Picture of the connections');
  });
});
