import { describe, expect, it } from 'vitest';
import type { NodeFields } from '../../src/model/topology.js';
import { check } from '../../src/pipeline/check.js';
import { inputsOf } from '../configuration/reading.js';
import { catalogue, finding, findings, node, topology } from '../topology-builder.js';

const RULE = 'link-list';

/** A gateway of 2.6 that sends to some of three traffic managers. */
function gateway(links: NonNullable<NodeFields['links']>, version = '2.6.0') {
  const manager = (host: string) => node('wso2am', version, { host, profile: 'traffic-manager' });
  return topology({
    gw: node('wso2am', version, { host: 'gw', profile: 'gateway-worker', links }),
    ...{ tm1: manager('h1'), tm2: manager('h2'), tm3: manager('h3') },
  });
}

describe('a list with groups in braces', () => {
  it('drops what is outside of them', () => {
    const found = finding(
      gateway({ 'throttle-publish': { url: 'tcp://h1:9611,{tcp://h2:9611},{tcp://h3:9611}' } }),
      RULE,
    );
    expect([found.severity, found.message]).toEqual(['error', 'outside']);
    expect(found.data).toEqual({ node: 'gw', links: ['throttle-publish'], endpoints: ['tcp://h1:9611'] });
    expect(found.at.path).toEqual(['nodes', 'gw', 'links', 'throttle-publish', 'url']);
  });

  it('takes one separator in a group', () => {
    const found = finding(
      gateway({ 'throttle-publish': { url: '{tcp://h1:9611,tcp://h2:9611|tcp://h3:9611}' } }),
      RULE,
    );
    expect([found.severity, found.message]).toEqual(['error', 'mixed']);
    expect(found.data.endpoints).toHaveLength(3);
  });
});

describe('sister lists', () => {
  it.each([
    ['another number of groups', '{ssl://h1:9711}', [[1, 1], [1]]],
    [
      'groups of another size',
      '{ssl://h1:9711,ssl://h3:9711},{ssl://h2:9711}',
      [
        [1, 1],
        [2, 1],
      ],
    ],
  ])('with %s are an error', (_, auth, sizes) => {
    const links = {
      'throttle-publish': { url: '{tcp://h1:9611},{tcp://h2:9611}' },
      'throttle-publish-auth': { url: auth },
    };
    const found = findings(gateway(links), RULE).find(({ message }) => message === 'unpaired');
    expect(found?.severity).toBe('error');
    expect(found?.data).toEqual({ node: 'gw', links: ['throttle-publish', 'throttle-publish-auth'], sizes });
    expect(found?.related).toHaveLength(1);
  });

  it('of equal groups are right', () => {
    const links = {
      'throttle-publish': [{ url: 'tcp://h1:9611' }, { url: 'tcp://h2:9611' }, { url: 'tcp://h3:9611' }],
      'throttle-publish-auth': { url: '{ssl://h1:9711},{ssl://h2:9711},{ssl://h3:9711}' },
    };
    expect(findings(gateway(links), RULE)).toEqual([]);
  });
});

describe('sister lists of one length', () => {
  const pairs = (auth: string) =>
    findings(
      gateway({
        'throttle-publish': { url: '{tcp://h1:9611},{tcp://h2:9611},{tcp://h3:9611}' },
        'throttle-publish-auth': { url: auth },
      }),
      RULE,
    );

  it('have endpoints of one node at one position', () => {
    const [found, second] = pairs('{ssl://h2:9711},{ssl://h1:9711},{ssl://h3:9711}');
    expect(second).toBeUndefined();
    expect([found?.severity, found?.message]).toEqual(['error', 'crossed']);
    expect(found?.data).toEqual({
      node: 'gw',
      links: ['throttle-publish', 'throttle-publish-auth'],
      pairs: [
        ['tcp://h1:9611', 'ssl://h2:9711'],
        ['tcp://h2:9611', 'ssl://h1:9711'],
      ],
    });
  });

  it('are not compared where an address leads out of the plan', () => {
    expect(pairs('{ssl://tm.corp:9711},{ssl://h2:9711},{ssl://h3:9711}')).toEqual([]);
  });
});

describe('several nodes in one group', () => {
  it('are one finding for sister lists that are grouped alike', () => {
    const both = {
      'throttle-publish': { url: 'tcp://h1:9611,tcp://h2:9611,tcp://h3:9611' },
      'throttle-publish-auth': { url: 'ssl://h1:9711,ssl://h2:9711,ssl://h3:9711' },
    };
    expect(finding(gateway(both), RULE).data.links).toEqual(['throttle-publish', 'throttle-publish-auth']);
  });
  const shared = { 'throttle-publish': { url: 'tcp://h1:9611,tcp://h2:9611,tcp://h3:9611' } };

  it('are a warning where each of them needs every event', () => {
    const found = finding(gateway(shared), RULE);
    expect([found.severity, found.message, found.data.links]).toEqual(['warning', 'shared', ['throttle-publish']]);
  });

  it('are right where a store of counters is shared', () =>
    expect(findings(gateway(shared, '4.6.0'), RULE)).toEqual([]));

  it('are right where one of them is enough', () => {
    const links = { 'throttle-decisions-jms': { url: 'tcp://h1:5672,tcp://h2:5672' } };
    expect(findings(gateway(links, '4.2.0'), RULE)).toEqual([]);
  });
});

describe('files of products', () => {
  const told = (files: Readonly<Record<string, string>>) =>
    check(inputsOf(files), { catalogue }).findings.flatMap(({ rule, data, range: { start } }) =>
      rule === RULE ? [`${start.line} ${(data.links as readonly string[]).join()}`] : [],
    );

  it('keep the groups of XML', () => {
    const files = {
      'gw/repository/conf/carbon.xml': '<Server><ServerKey>AM</ServerKey><Version>2.6.0</Version></Server>',
      'gw/repository/conf/api-manager.xml': `<APIManager><ThrottlingConfigurations><TrafficManager>
<ReceiverUrlGroup>tcp://admin:admin@x:9611,{tcp://y:9611}</ReceiverUrlGroup>
</TrafficManager></ThrottlingConfigurations></APIManager>`,
    };
    expect(told(files)).toEqual(['2 throttle-publish']);
  });

  it('have one group for each table of TOML', () => {
    const table = (host: string) => `[[apim.throttling.url_group]]
traffic_manager_urls = ["tcp://${host}:9611"]
traffic_manager_auth_urls = ["ssl://${host}:9711"]
`;
    const head = '[server]\nserver_role = "gateway-worker"\n';
    expect(told({ 'gw/wso2am-4.2.0-deployment.toml': `${head}${table('a')}${table('b')}` })).toEqual([]);
    const broken = `${head}${table('a')}${table('b').replace(/^.*auth.*\n/m, '')}`;
    expect(told({ 'gw/wso2am-4.2.0-deployment.toml': broken })).toEqual(['4 throttle-publish,throttle-publish-auth']);
  });
});
