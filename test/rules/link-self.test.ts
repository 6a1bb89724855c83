import { describe, expect, it } from 'vitest';
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
  const found = finding(dialling('https://localhost:9445/services/'), RULE);

  it('is a warning: the node talks to itself', () => {
    expect(found.severity).toBe('warning');
    expect(found.message).toBe('self');
    expect(found.data).toMatchObject({
      node: 'gateway',
      link: 'event-hub-rest',
      dialled: 9445,
      listener: 'servlet-https',
      target: 'cp',
      expectedPort: 9447,
    });
  });

  it('points at the literal, and at the own offset', () => {
    expect(found.at.path).toEqual(['nodes', 'gateway', 'links', 'event-hub-rest', 'url']);
    expect(found.related.map(({ path }) => path)).toEqual([['nodes', 'gateway', 'offset']]);
  });

  it('is cured by the port of the target', () => {
    expect(editsOf(found)[0]?.map(({ to }) => to)).toEqual(['https://localhost:9447/services/']);
  });
});

it('the shipped workflow engine of API Manager, 9445, is the node itself at offset 2', () => {
  const apim = node('wso2am', '2.6.0', { offset: 2, enable: ['workflow-engine'] });
  expect(finding(topology({ apim }), RULE).data).toMatchObject({
    node: 'apim',
    link: 'workflow-engine',
    listener: 'servlet-https',
  });
  expect(findings(topology({ apim: { ...apim, offset: 3 } }), RULE)).toEqual([]);
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
