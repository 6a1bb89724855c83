import { describe, expect, it } from 'vitest';
import type { NodeFields } from '../../src/model/topology.js';
import { editsOf, finding, findings, node, topology } from '../topology-builder.js';

const RULE = 'link-self';

/** A gateway at offset 2 and a control plane on one host; the gateway dials this URL. */
function dialling(url: string, offset = 2) {
  const links = { 'event-hub-rest': { to: 'cp', url } };
  return topology({
    gateway: node('wso2am', '4.2.0', { profile: 'gateway-worker', offset, links }),
    cp: node('wso2am', '4.2.0', { profile: 'control-plane', offset: 4 }),
  });
}

describe('9445 on localhost at offset 2', () => {
  const found = () => finding(dialling('https://localhost:9445/services/'), RULE);

  it('is an error: the node talks to itself, and is no control plane', () => {
    expect(found().severity).toBe('error');
    expect(found().message).toBe('self');
    expect(found().data).toMatchObject({
      node: 'gateway',
      link: 'event-hub-rest',
      dialled: 9445,
      listener: 'servlet-https',
      target: 'cp',
      expectedPort: 9447,
    });
  });

  it('points at the literal, and at the own offset', () => {
    expect(found().at.path).toEqual(['nodes', 'gateway', 'links', 'event-hub-rest', 'url']);
    expect(found().related.map(({ path }) => path)).toEqual([['nodes', 'gateway', 'offset']]);
  });

  it('is fixed by the port of the target', () => {
    expect(editsOf(found())[0]?.map(({ to }) => to)).toEqual(['https://localhost:9447/services/']);
  });
});

it('the shipped workflow engine of API Manager, 9445, is the node itself at offset 2', () => {
  const apim = node('wso2am', '2.6.0', { offset: 2, enable: ['workflow-engine'] });
  expect(finding(topology({ apim }), RULE).data).toMatchObject({
    node: 'apim',
    link: 'workflow-engine',
    listener: 'servlet-https',
  });
  expect(finding(topology({ apim: { ...apim, offset: 3 } }), RULE).message).toBe('shipped');
});

describe('the forgotten default', () => {
  const worker = (links: NodeFields['links']) =>
    topology({
      gateway: node('wso2am', '4.2.0', { host: 'gw', profile: 'gateway-worker', ...(links ? { links } : {}) }),
      tm: node('wso2am', '4.2.0', { host: 'tm', profile: 'traffic-manager' }),
    });

  it('is an error that names the node itself, its profile, and who opens the listener', () => {
    const found = finding(worker({ 'throttle-publish': { url: 'tcp://localhost:9611' } }), RULE);
    expect(found).toMatchObject({ severity: 'error', message: 'closed' });
    expect(found.data).toMatchObject({
      profile: 'gateway-worker',
      listener: 'databridge-binary',
      candidates: ['tm'],
      expectedHost: 'tm',
      expectedPort: 9611,
    });
  });

  it('is cleared by host and port of that node', () => {
    const found = finding(worker({ 'throttle-publish': { url: 'tcp://localhost:9611' } }), RULE);
    expect(editsOf(found)[0]?.map(({ to }) => to)).toEqual(['tcp://tm:9611']);
  });

  it('is found under the own name of the host too', () => {
    expect(findings(worker({ 'throttle-publish': { url: 'tcp://gw:9611' } }), RULE)).toHaveLength(1);
  });
});

describe('localhost in a plan where nobody plays the other end', () => {
  const links = { 'throttle-publish': { url: 'tcp://localhost:9611' } };
  const alone = topology({ gateway: node('wso2am', '4.2.0', { host: 'gw', profile: 'gateway-worker', links }) });

  it('is a warning on a machine: a server that is not in the plan may run there', () => {
    expect(finding(alone, RULE)).toMatchObject({ severity: 'warning', message: 'closed', data: { candidates: [] } });
  });

  it('is an error in a container, where nothing else does', () => {
    const contained = { ...alone, hosts: { machine: {}, gw: { on: 'machine' } } };
    expect(finding(contained, RULE)).toMatchObject({ severity: 'error', message: 'closed' });
  });
});

describe('a node that stands alone', () => {
  const worker = node('wso2am', '4.2.0', { host: 'gw', profile: 'gateway-worker' });

  it('is told once that its shipped values name itself, and whom it needs', () => {
    const found = finding(topology({ worker }), RULE);
    expect(found).toMatchObject({ severity: 'warning', message: 'shipped' });
    expect(found.data).toMatchObject({ node: 'worker', roles: ['traffic-manager', 'control-plane', 'key-manager'] });
    expect(found.at).toMatchObject({ path: ['nodes', 'worker'], part: 'key' });
  });

  it.each([
    ['plays every role', { ...worker, profile: 'default' }],
    ['has something written', { ...worker, links: { 'event-hub-jms': { url: 'tcp://hub.example.com:5672' } } }],
  ])('is silent where it %s', (_, fields) => expect(findings(topology({ fields }), RULE)).toEqual([]));

  it('is silent beside a node that it dials', () => {
    const tm = node('wso2am', '4.2.0', { host: 'tm', profile: 'traffic-manager' });
    expect(findings(topology({ worker, tm }), RULE)).toEqual([]);
  });
});

it.each([
  ['of the target', dialling('https://localhost:9447/services/')],
  ['of nobody', dialling('https://localhost:9446/services/')],
  ['of another host', dialling('https://cp.example.com:9445/services/')],
])('the port %s is silent', (_, document) => expect(findings(document, RULE)).toEqual([]));

it('a node that plays the other role itself may dial itself', () => {
  const apim = node('wso2am', '4.2.0', { links: { 'event-hub-rest': { url: 'https://localhost:9443/services/' } } });
  expect(findings(topology({ apim }), RULE)).toEqual([]);
});

it('a node that copies its events to itself is an error, though it plays the other end as well', () => {
  const manager = (host: string, fields: Partial<NodeFields> = {}) =>
    node('wso2am', '4.2.0', { host, profile: 'traffic-manager', ...fields });
  const links = { 'traffic-manager-duplicate': { url: 'tcp://tm1.internal:5672' } };
  const document = topology({ tm1: manager('tm1.internal', { links }), tm2: manager('tm2.internal') });
  expect(findings(document, RULE).map(({ severity, message }) => [severity, message])).toEqual([['error', 'self']]);
});
