import { describe, expect, it } from 'vitest';
import { jdbcServers } from '../../src/values/jdbc-url.js';
import { discovered, fragmentsOf, readingOf } from './reading.js';

const dials = (file: string, text: string) =>
  fragmentsOf({ [file]: text }).flatMap((fragment) => fragment.dials.map(({ to, purpose }) => `${to} ${purpose}`));

const placements = (file: string, text: string) =>
  fragmentsOf({ [file]: text }).flatMap((fragment) =>
    fragment.placements.map(({ node, address, groups }) => [node, address, groups]),
  );

const hints = (file: string, text: string) =>
  fragmentsOf({ [file]: text }).flatMap((fragment) => fragment.hints.map(({ aspect, value }) => `${aspect} ${value}`));

describe('servers that a file names', () => {
  it('of a SQL Server have its port where only the name is a property', () => {
    expect(jdbcServers('jdbc:sqlserver://;serverName=db')).toEqual(['db:1433']);
  });

  it('of a table with a host and a port are a database, unless it has a URL', () => {
    const table = '[database.apim_db]\nhostname = "db.example"\nport = 3306\n';
    expect(dials('conf/deployment.toml', table)).toEqual(['db.example:3306 apim_db']);
    expect(dials('conf/deployment.toml', `${table}url = "jdbc:mysql://other:3307/x"\n`)).toEqual([
      'other:3307 apim_db',
    ]);
  });

  it('are brokers by the key or by the URL, with IPv6 in brackets', () => {
    const text = 'java.naming.provider.url=tcp://[2001:db8::1]:61616\nconnectionfactory.x=tcp://mq.example\n';
    expect(dials('repository/conf/jndi.properties', text)).toEqual(['[2001:db8::1]:61616 broker']);
  });
});

describe('an Ansible inventory', () => {
  it('in YAML has machines of several groups, and none for hosts at the top', () => {
    const text =
      'all:\n  children:\n    apim:\n      children:\n        gw:\n          hosts:\n            gw_1: { ansible_host: a.example, x: 1 }\n    dev:\n      hosts:\n        gw_1:\n          y: 2\nhosts:\n  z: { ansible_host: b.example }\n';
    expect(placements('dev/inventory.yml', text)).toEqual([['gw_1', 'a.example', ['gw', 'dev', 'apim']]]);
  });

  it('has an address that only a variable knows, and that of another group again', () => {
    const text = '[gw]\ngw_1 ansible_host={{ address }}\ngw_1 ansible_host=b.example\n[gw:vars]\nx=1\n';
    expect(placements('dev/inventory', text)).toEqual([
      ['gw_1', { unknown: '{{ address }}' }, ['gw']],
      ['gw_1', 'b.example', ['gw']],
    ]);
  });

  it('that cannot be understood has a fault', () => {
    const [fragment] = fragmentsOf({ 'dev/inventory.yml': 'ansible_host: [\n' });
    expect(fragment?.fault).toBeDefined();
  });
});

describe('group_vars of an inventory', () => {
  const variables = (offset: number) => `product_name: wso2am\nproduct_version: 4.2.0\nports_offset: ${offset}\n`;
  const offsetOf = (files: Readonly<Record<string, string>>) => {
    const [found] = discovered(files).deployments;
    return [...(found?.configurations?.values() ?? [])].flatMap(({ fragments }) =>
      fragments.flatMap(({ offset }) => offset?.value ?? []),
    )[0];
  };

  it('hold for a node that is called like the group, before those of all', () => {
    const files = { 'dev/host_vars/gw_1/main.yml': 'x: y\n', 'dev/group_vars/all.yml': variables(3) };
    expect(offsetOf(files)).toBe(3);
    expect(offsetOf({ ...files, 'dev/group_vars/gw/main.yml': variables(4) })).toBe(4);
    expect(offsetOf({ ...files, 'dev/group_vars/other.yml': variables(5) })).toBe(3);
  });
});

describe('a start script', () => {
  it('names no profile by a variable, and an offset by none', () => {
    const text = 'java -Dprofile=$PROFILE -DportOffset=$OFFSET x\n';
    const [fragment] = fragmentsOf({ 'am/bin/wso2server.sh': text });
    expect(fragment?.hints).toEqual([]);
    expect(fragment?.offset?.value).toMatchObject({ unknown: expect.any(String) });
  });
});

describe('a chart', () => {
  const values = 'wso2:\n  deployment:\n    image:\n      repository: mine/own\n';

  it('without a name or a release says nothing of the product', () => {
    expect(hints('c/Chart.yaml', 'apiVersion: v2\nname: mine\nversion: 1.0.0\n')).toEqual([]);
    expect(hints('c/Chart.yaml', 'apiVersion: v2\nappVersion: "x"\nversion: 1.0.0\n')).toEqual([]);
  });

  it('holds for the values beside its folder only where it is the only one', () => {
    const chart = 'name: wso2am-acp\nappVersion: "4.3.0"\n';
    const versions = (files: Readonly<Record<string, string>>) =>
      discovered(files).deployments.flatMap(({ document }) =>
        Object.values(document.nodes).map(({ version }) => version),
      );
    const one = { 'k/acp-values.yaml': values, 'k/a/Chart.yaml': chart };
    expect(versions(one)).toContain('4.3.0');
    expect(versions({ ...one, 'k/b/Chart.yaml': chart.replace('acp', 'gw') })).not.toContain('4.3.0');
  });
});

describe('ports that files carry', () => {
  it('of the own node are those that its files name by localhost, where they are not as shipped', () => {
    const callback = (port: number) =>
      `<proxy><target><inSequence><send><endpoint><address uri="https://localhost:${port}/store/x.jag"/></endpoint></send></inSequence></target></proxy>`;
    const file = 'am/repository/deployment/server/synapse-configs/default/proxy-services/WorkflowCallbackService.xml';
    const carbon = (offset: number) =>
      `<Server><ServerKey>AM</ServerKey><Version>2.6.0</Version><Ports><Offset>${offset}</Offset></Ports></Server>`;
    const ports = (offset: number, port: number) => [
      ...readingOf(
        { 'am/repository/conf/carbon.xml': carbon(offset), [file]: callback(port) },
        'wso2am',
        '2.6.0',
      ).ports.values(),
    ];
    const values = (offset: number, port: number) => ports(offset, port).map(({ value }) => value);
    expect([values(0, 9443), values(0, 9555), values(1, 9443)]).toEqual([[], [9555], [9443]]);
  });
});
