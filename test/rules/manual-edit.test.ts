import { describe, expect, it } from 'vitest';
import { configOf } from '../../src/desired/desired.js';
import { catalogue, deploymentOf, type Found, finding, findings, node, topology } from '../topology-builder.js';

const RULE = 'manual-edit';
const apim = (version: string, fields = {}) => topology({ apim: node('wso2am', version, fields) });

/** The edits as `reference from -> to`. */
function edits({ data }: Found): string[] {
  return data.edits.map(({ reference, from, to }: Record<string, unknown>) => `${reference} ${from} -> ${to}`);
}

describe('a node whose offset is not the shipped one', () => {
  const found = () => finding(apim('2.6.0', { offset: 2 }), RULE);

  it('is one information that lists every file to edit: workflow callback 9445 at offset 2', () => {
    expect(found().severity).toBe('info');
    expect(found().message).toBe('edit');
    expect(found().data).toMatchObject({ node: 'apim', host: 'app1', offset: 2, shippedOffset: 0 });
    expect(edits(found())).toEqual(['workflow-callback 9443 -> 9445', 'jndi-properties 5672 -> 5674']);
  });

  it('names file and element of each', () => {
    expect(found().data.edits[0]).toMatchObject({
      file: 'repository/deployment/server/synapse-configs/default/proxy-services/WorkflowCallbackService.xml',
      element: 'target/inSequence/send/endpoint/address/@uri',
    });
    expect(found().data.edits[1].file).toBe('repository/conf/jndi.properties');
  });

  it('points at the offset', () => expect(found().at.path).toEqual(['nodes', 'apim', 'offset']));

  it('has no fix: the files are not part of the topology', () => expect(found().fixes).toEqual([]));
});

describe('lists what a release and profile keep', () => {
  it('the advertised websocket endpoints of 3.x', () => {
    expect(edits(finding(apim('3.2.0', { offset: 1 }), RULE))).toEqual([
      'workflow-callback 9443 -> 9444',
      'ws-endpoints 9099 -> 9100',
      'ws-endpoints 8099 -> 8100',
      'portal-oauth-callback 9443 -> 9444',
    ]);
  });

  it('the advertised WebSub endpoints of 4.x: 9031 and 8031 at offset 10', () => {
    const found = edits(finding(apim('4.1.0', { offset: 10 }), RULE));
    expect(found).toContain('websub-endpoints 9021 -> 9031');
    expect(found).toContain('websub-endpoints 8021 -> 8031');
  });

  it('no workflow callback since 4.2.0, where it is gone', () => {
    const found = edits(finding(apim('4.2.0', { offset: 1 }), RULE));
    expect(found.filter((edit) => edit.startsWith('workflow-callback'))).toEqual([]);
  });

  it('the stored callbacks of an identity server', () => {
    const identity = topology({ identity: node('wso2is', '5.11.0', { offset: 1 }) });
    expect(edits(finding(identity, RULE))).toContain('console-myaccount-callback 9443 -> 9444');
  });

  it('no broker file on a gateway, which has no broker of its own', () => {
    expect(findings(apim('2.6.0', { offset: 2, profile: 'gateway-worker' }), RULE)).toEqual([]);
  });

  it('8099 of 2.2.0, which the offset does not move, beside another node that has it', () => {
    const alone = apim('2.2.0', { offset: 1 });
    const other = node('wso2am', '2.2.0', { host: 'app1', pinned: true });
    const beside = { ...alone, nodes: { ...alone.nodes, other } };
    expect(findings(beside, RULE).flatMap(edits)).toContain('websocket-secure 8099 -> 8100');
    expect(findings(alone, RULE).flatMap(edits)).not.toContain('websocket-secure 8099 -> 8100');
  });

  it('no member port: a fixed port that collides with nothing is right', () => {
    const found = finding(apim('2.6.0', { offset: 2, enable: ['cluster-member'] }), RULE);
    expect(edits(found).filter((edit) => edit.startsWith('cluster'))).toEqual([]);
  });

  it('no reference that another node of the host answers', () => {
    const alone = apim('2.6.0', { offset: 2, profile: 'gateway-worker' });
    const portal = node('wso2am', '2.6.0', { host: 'app1', profile: 'api-store' });
    expect(findings({ ...alone, nodes: { ...alone.nodes, portal } }, RULE)).toEqual([]);
  });
});

describe('the workflow callback, which names the node with the store or the admin API', () => {
  const gateway = (fields = {}) => node('wso2am', '4.0.0', { host: 'h1', profile: 'gateway-worker', ...fields });
  const plane = (fields = {}) => node('wso2am', '4.0.0', { host: 'h3', profile: 'control-plane', ...fields });
  const said = (nodes: Record<string, ReturnType<typeof node>>) =>
    findings({ ...topology(nodes), hosts: { h1: {}, h2: {}, h3: {} } }, RULE)
      .flatMap(({ data }) => data.edits.map((edit: { reference: string }) => ({ node: data.node, ...edit })))
      .filter(({ reference }) => reference === 'workflow-callback')
      .map(({ node: id, from, to, host }) => [id, from, to, host]);

  it('is that of the control plane on its machine: 9446 of h3 for a gateway of h1', () => {
    const tm = node('wso2am', '4.0.0', { host: 'h2', profile: 'traffic-manager', offset: 2 });
    expect(said({ gw: gateway({ offset: 1 }), tm, cp: plane({ offset: 3 }) })).toEqual([
      ['gw', 9443, 9446, 'h3'],
      ['cp', 9443, 9446, undefined],
    ]);
  });

  it('is told to a gateway that did not move, where the control plane did', () => {
    expect(said({ gw: gateway(), cp: plane({ host: 'h1', offset: 3 }) })).toContainEqual(['gw', 9443, 9446, undefined]);
  });

  it('is right as shipped beside a control plane that did not move', () => {
    expect(said({ gw: gateway({ offset: 1 }), cp: plane({ host: 'h1' }) })).toEqual([]);
  });

  it.each([
    ['nobody', {}],
    ['one of two nodes', { cp1: plane({ offset: 3 }), cp2: plane({ host: 'h2', offset: 4 }) }],
  ])('says nothing of a gateway where it means %s', (_, others) => {
    expect(said({ gw: gateway({ offset: 1 }), ...others }).filter(([id]) => id === 'gw')).toEqual([]);
  });

  it('is in no file of a traffic manager or key manager, nor of the control plane of 4.1.0', () => {
    const alone = (version: string, profile: string) => said({ one: node('wso2am', version, { offset: 1, profile }) });
    expect(alone('2.6.0', 'traffic-manager')).toEqual([]);
    expect(alone('2.6.0', 'api-key-manager')).toEqual([]);
    expect(alone('4.1.0', 'control-plane')).toEqual([]);
  });

  it('is named by the same value in what has to be configured', () => {
    const document = topology({ gw: gateway({ offset: 1 }), cp: plane({ offset: 3 }) });
    const deployment = deploymentOf({ ...document, hosts: { h1: {}, h3: {} } });
    const found = configOf(deployment, catalogue).find((each) => each.node === 'gw');
    expect(found?.edits).toEqual([
      expect.objectContaining({ reference: 'workflow-callback', from: 9443, to: 9446, host: 'h3' }),
    ]);
  });
});

describe('leaves out what the topology declares as done', () => {
  const done = { 'workflow-callback': 9445, 'jndi-properties': 5674 };

  it('by the port that stands in the file now', () => {
    const ports = { 'workflow-callback': 9445 };
    expect(edits(finding(apim('2.6.0', { offset: 2, ports }), RULE))).toEqual(['jndi-properties 5672 -> 5674']);
  });

  it('by saying that the reference is not used', () => {
    const document = apim('2.6.0', { offset: 2, disable: ['workflow-callback'] });
    expect(edits(finding(document, RULE))).toEqual(['jndi-properties 5672 -> 5674']);
  });

  it('and is silent when nothing is left', () => {
    expect(findings(apim('2.6.0', { offset: 2, ports: done }), RULE)).toEqual([]);
  });

  it('by the value of a listener that does not move', () => {
    const ports = { 'cluster-member': 4002, ...done };
    expect(findings(apim('2.6.0', { offset: 2, enable: ['cluster-member'], ports }), RULE)).toEqual([]);
  });
});

describe('is silent', () => {
  it.each([
    ['at the shipped offset', apim('2.6.0')],
    ['at the shipped offset, written out', apim('2.6.0', { offset: 0 })],
    ['at offset 10 of Micro Integrator, which ships it', topology({ mi: node('wso2mi', '4.2.0', { offset: 10 }) })],
    [
      'for Micro Integrator at another offset, which keeps no own port',
      topology({ mi: node('wso2mi', '4.2.0', { offset: 3 }) }),
    ],
    [
      'for an own port that does not move',
      apim('2.6.0', { offset: 2, profile: 'gateway-worker', disable: ['servlet-https'] }),
    ],
  ])('%s', (_, document) => expect(findings(document, RULE)).toEqual([]));
});

it('is one finding per node', () => {
  const apims = { first: node('wso2am', '2.6.0', { offset: 2 }), second: node('wso2am', '2.6.0', { offset: 5 }) };
  expect(findings(topology(apims), RULE).map(({ data }) => data.node)).toEqual(['first', 'second']);
});

describe('a value in the database that control planes share', () => {
  const plane = (host: string, offset: number, fields = {}) =>
    node('wso2am', '4.2.0', { host, profile: 'control-plane', offset, ...fields });
  const said = (first: ReturnType<typeof node>, second: ReturnType<typeof node>) =>
    findings({ ...topology({ first, second }), hosts: { h1: {}, h2: {} } }, RULE);
  const callbacks = (found: readonly Found[]) =>
    found.flatMap(({ data }) =>
      data.edits
        .filter(({ reference }: { reference: string }) => reference === 'portal-oauth-callback')
        .map(({ to, nodes }: { to: number; nodes?: string[] }) => [data.node, to, nodes]),
    );

  it('is said once, for both: 9444 at offset 1', () => {
    const found = said(plane('h1', 1), plane('h2', 1));
    expect(callbacks(found)).toEqual([['first', 9444, ['first', 'second']]]);
    expect(found.flatMap(({ notes }) => notes).join()).toMatch(/callback URL, once for first and second$/);
  });

  it('is said of the same one, whatever the order of the file', () => {
    const one = findings({ ...topology({ b: plane('h2', 1), a: plane('h1', 1) }), hosts: { h1: {}, h2: {} } }, RULE);
    expect(callbacks(one)).toEqual([['a', 9444, ['a', 'b']]]);
  });

  it('is said of each where the values differ: 9444 and 9445', () => {
    expect(callbacks(said(plane('h1', 1), plane('h2', 2)))).toEqual([
      ['first', 9444, undefined],
      ['second', 9445, undefined],
    ]);
  });

  it('is said of each where they are in different groups', () => {
    const found = said(plane('h1', 1, { group: 'east' }), plane('h2', 1, { group: 'west' }));
    expect(callbacks(found).map(([id]) => id)).toEqual(['first', 'second']);
  });

  it('is said of the other one where the first has it', () => {
    const found = said(plane('h1', 1, { disable: ['portal-oauth-callback'] }), plane('h2', 1));
    expect(callbacks(found)).toEqual([['second', 9444, undefined]]);
  });
});
