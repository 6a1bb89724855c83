import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { packagedCatalogue } from '../../src/catalogue/files.js';
import { topologyText } from '../../src/import/topology.js';
import type { DiscoveredDeployment } from '../../src/model/discovered.js';
import type { Origin } from '../../src/model/document.js';
import type { TopologyDocument } from '../../src/model/topology.js';
import { discovered, textOf } from '../configuration/reading.js';

const catalogue = packagedCatalogue();

/** A deployment of which only the document is known, and why some of its values are as they are. */
function deployment(document: Omit<TopologyDocument, 'version'>, origins: ReadonlyMap<string, Origin> = new Map()) {
  const found: DiscoveredDeployment = {
    file: '.',
    folder: '.',
    document: { version: 1, ...document },
    origins,
    evidence: new Map(),
    faults: [],
  };
  return topologyText(found, { catalogue });
}

describe('a topology that is written', () => {
  it('may be empty', () => {
    expect(parse(deployment({ hosts: {}, nodes: {} }))).toEqual({ version: 1, hosts: {}, nodes: {} });
  });

  it('has everything that is known of a host', () => {
    const host = {
      on: 'box',
      addresses: ['a', 'b'],
      publish: ['9443:9443'],
      occupied: [{ port: 22 }, { ports: '100-200', protocol: 'udp', bind: '127.0.0.1', by: 'x' }],
    } as const;
    expect(parse(deployment({ hosts: { app1: host, box: {} }, nodes: {} })).hosts).toEqual({ app1: host, box: {} });
  });

  it('has everything that is known of a host in a cluster', () => {
    const hosts = {
      gateway: {
        kind: 'pod',
        namespace: 'api',
        labels: { app: 'gateway' },
        policies: [{ direction: 'in', peers: ['front'], ports: [8243], by: 'NetworkPolicy/gateway' }],
      },
      front: {
        kind: 'ingress',
        forwards: [
          { port: 443, path: '/api', scheme: 'https', to: ['gw:passthrough-https'], by: 'Ingress/api' },
          { port: 53, protocol: 'udp', bind: '127.0.0.1', to: ['gw'] },
        ],
      },
    } as const;
    expect(parse(deployment({ hosts, nodes: {} })).hosts).toEqual(hosts);
  });

  it('has the probes of a node', () => {
    const probes = [{ port: 9443 }, { port: 'gateway', scheme: 'https', by: 'livenessProbe' }] as const;
    const nodes = { am: { host: 'app1', product: 'wso2am', version: '4.2.0', replicas: 2, probes } };
    expect(parse(deployment({ hosts: { app1: {} }, nodes })).nodes.am).toEqual(nodes.am);
  });

  it('has a comment for a value without a file, and none for one without a reason', () => {
    const origins = new Map([
      ['/hosts/app1', { why: 'because' }],
      ['/nodes/am/host', { why: '' }],
    ]);
    const text = deployment(
      { hosts: { app1: {} }, nodes: { am: { host: 'app1', product: 'wso2am', version: '4.2.0' } } },
      origins,
    );
    expect(text).toMatch(/^ {2}app1: \{\} +# because$/m);
    expect(text).toMatch(/^ {4}host: app1$/m);
  });

  it('has nodes of products and releases that the catalogue does not have', () => {
    const nodes = { x: { host: 'h', product: 'other', version: '1' }, y: { host: 'h' } };
    expect(Object.keys(parse(deployment({ hosts: { h: {} }, nodes })).nodes)).toEqual(['x', 'y']);
  });

  it('names few releases that are possible one by one, and many by the first and the last', () => {
    const textFor = (toml: string) => textOf({ 'box/repository/conf/deployment.toml': toml });
    expect(textFor('[apim.cors]\nallow_origins = "*"\n')).toMatch(/# version: .* \d\S* to \d\S*;/);
    expect(textFor('[server_config]\nx = 1\n')).toMatch(/# version: .* \d\S*, \d\S*/);
  });

  it('has the addresses that nodes dial and that no link knows, without those of the own machine', () => {
    const toml = (host: string) =>
      `[server]\nhostname = "x"\n[apim.cors]\nallow_origins = "*"\n[database.apim_db]\nurl = "jdbc:mysql://${host}:3306/x"\n`;
    const nodes = (host: string) =>
      parse(textOf({ 'am/repository/conf/deployment.toml': toml(host) }, { version: ['4.2.0'] })).nodes.am;
    expect(nodes('db.example').dials).toEqual([{ to: 'db.example:3306', purpose: 'apim_db' }]);
    expect(nodes('localhost')).not.toHaveProperty('dials');
  });

  it('says which files are not read', () => {
    const [found] = discovered({
      'am/conf/carbon.xml': '<Server><ServerKey>AM</ServerKey><Version>2.6.0</Version></Server>',
      'am/conf/api-manager.xml': '<APIManager><X>',
    }).deployments;
    expect(found && topologyText(found, { catalogue, notes: ['a note'] })).toMatch(
      /# not read: am\/conf\/api-manager\.xml:\d+:\d+: .*\n# a note\n/,
    );
  });
});
