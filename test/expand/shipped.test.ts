import { describe, expect, it } from 'vitest';
import { flowsOf } from '../../src/flows/flows.js';
import { checkWithEvaluations, expandInput } from '../../src/pipeline/check.js';
import { withFiles } from '../configurations.js';
import { catalogue } from '../topology-builder.js';

/** A gateway that points at its deployment.toml, beside a traffic manager and a control plane. */
const PLAN = (host = 'gw', more = '') => `version: 1
defaults: { product: wso2am, version: 4.2.0 }
hosts: { gw: {}, tm: {}, cp: {} }
nodes:
  gateway: { host: ${host}, profile: gateway-worker, config: conf${more} }
  tm: { host: tm, profile: traffic-manager, offset: 1 }
  cp: { host: cp, profile: control-plane, offset: 2 }
`;

function read(toml: string, plan = PLAN()) {
  const input = withFiles(plan, { 'conf/deployment.toml': toml });
  const expansion = expandInput(input, { catalogue });
  if (!expansion.ok) throw new Error(expansion.findings.map(({ message }) => message).join());
  const { findings } = checkWithEvaluations([input], { catalogue }).report;
  return {
    link: (id: string) => expansion.deployment.links.find((link) => link.node === 'gateway' && link.id === id),
    found: findings.filter(({ rule }) => rule === 'link-self'),
    flows: flowsOf(expansion.deployment).flows.filter(({ sourceNode }) => sourceNode === 'gateway'),
  };
}

const SERVER = '[server]\nhostname = "gw"\n';

describe('a gateway whose file says nothing of the nodes that it needs', () => {
  it('dials itself, and is told so once', () => {
    const { link, found } = read(SERVER);
    expect(link('throttle-publish')).toMatchObject({
      outcome: 'self',
      basis: 'shipped',
      verdict: 'wrong',
      dialled: 9611,
    });
    expect(found).toMatchObject([
      { severity: 'warning', data: { node: 'gateway', candidates: ['cp', 'tm'], ports: [5672, 9443, 9611, 9711] } },
    ]);
    expect(found[0]?.data.links).toEqual(
      expect.arrayContaining(['throttle-publish', 'event-hub-rest', 'key-manager-url']),
    );
  });

  it('has no row for a connection that it does not make', () => {
    expect(read(SERVER).flows).toEqual([]);
  });

  it('dials the shipped port moved by its own offset, which may be that of a neighbour', () => {
    const beside = PLAN('tm', ', offset: 4');
    expect(read(SERVER, beside).link('throttle-publish')).toMatchObject({ outcome: 'self', dialled: 9615 });
    const fixed = `version: 1
defaults: { product: wso2am, version: 2.6.0 }
hosts: { one: {} }
nodes:
  gateway: { host: one, profile: api-publisher, offset: 1, config: conf }
  tm: { host: one, profile: traffic-manager }
`;
    const input = withFiles(fixed, { 'conf/jndi.properties': 'topic.throttleData = throttleData\n' });
    const expansion = expandInput(input, { catalogue });
    const links = expansion.ok ? expansion.deployment.links : [];
    expect(links.find(({ id }) => id === 'publisher-to-traffic-manager-jms')).toMatchObject({
      outcome: 'match',
      basis: 'shipped',
      target: 'tm',
    });
  });

  it('is not told of what the file says, nor of what falls back to it', () => {
    const toml = `${SERVER}[apim.throttling]
service_url = "https://tm:9444/services/"
throttle_decision_endpoints = ["tcp://cp:5674"]
[[apim.throttling.url_group]]
traffic_manager_urls = ["tcp://tm:9612"]
traffic_manager_auth_urls = ["ssl://tm:9712"]
[apim.key_manager]
service_url = "https://cp:9445/services/"
`;
    const { link, found } = read(toml);
    expect(link('event-hub-jms')).toMatchObject({ outcome: 'match', target: 'cp' });
    expect(link('event-hub-rest')?.outcome).not.toBe('self');
    expect(found).toEqual([]);
  });

  it('is not told of what is a variable, or switched off', () => {
    const toml = `${SERVER}[apim.throttling]
enable_data_publishing = false
throttle_decision_endpoints = ["$env{TM_URL}"]
`;
    const links = read(toml).found.flatMap(({ data }) => data.links as readonly string[]);
    expect(links).not.toContain('throttle-publish');
    expect(links).not.toContain('throttle-decisions-jms');
    expect(links).not.toContain('event-hub-jms');
  });

  it('is only told of what the file would say that was read', () => {
    const input = withFiles(PLAN(), { 'conf/carbon.xml': '<Server><Ports><Offset>0</Offset></Ports></Server>' });
    const { findings } = checkWithEvaluations([input], { catalogue }).report;
    expect(findings.filter(({ rule }) => rule === 'link-self')).toEqual([]);
  });
});

it('a key manager dials its own broker where the connection is on and no address is written', () => {
  const plan = `version: 1
hosts: { is: {}, am: {} }
nodes:
  gateway: { host: is, product: wso2is-km, version: 5.10.0, config: conf }
  am: { host: am, product: wso2am, version: 3.1.0 }
`;
  const { link } = read(`${SERVER}[apim.throttling]\nenable_decision_connection = true\n`, plan);
  expect(link('km-to-traffic-manager-jms')).toMatchObject({ outcome: 'self', targets: ['am'] });
});
