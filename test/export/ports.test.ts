import { describe, expect, it } from 'vitest';
import { catalogueOf } from '../../src/catalogue/catalogue.js';
import { portsOf } from '../../src/export/ports.js';
import { readPackaged } from '../../src/files/packaged.js';
import type { ProductFile } from '../../src/model/product.js';
import type { HostFields, NodeFields } from '../../src/model/topology.js';
import { catalogue, deploymentOf, node, topology } from '../topology-builder.js';

function ports(fields: NodeFields, host: HostFields = {}, known = catalogue) {
  const deployment = deploymentOf(topology({ n: fields }, { hosts: { app1: host } }));
  return deployment.hosts.flatMap((each) => portsOf(each, deployment, known));
}
const MI = node('wso2mi', '4.2.0', { offset: 0, disable: ['passthrough-http'] });

describe('the ports of a host', () => {
  it('say which of them several may have', () => {
    const shared = ports(node('wso2am', '2.6.0', { enable: ['cluster-multicast'] })).filter(
      ({ shareable }) => shareable,
    );
    expect(shared.map(({ port, protocol }) => `${port}/${protocol}`)).toEqual(['45564/udp']);
  });

  it('have what the plan switches off as closed, unless the host has something else there', () => {
    const closed = (host: HostFields) => ports(MI, host).filter(({ open }) => !open);
    expect(closed({}).map(({ port, owner }) => `${port} ${owner}`)).toEqual(['8280 n passthrough-http']);
    expect(closed({ occupied: [{ port: 8280, by: 'nginx' }] })).toEqual([]);
  });

  it('have nothing closed where the release is not known, or an artifact chooses the port', () => {
    const empty = catalogueOf({ index: [], read: () => undefined });
    expect(ports(MI, {}, empty).filter(({ open }) => !open)).toEqual([]);
    const file = readPackaged('values/wso2mi') as ProductFile;
    const listeners = file.listeners.map((listener) => ({ ...listener, basePort: null }));
    const chosen = catalogueOf({ index: catalogue.products, read: () => ({ ...file, listeners }) });
    expect(ports(MI, {}, chosen).filter(({ open }) => !open)).toEqual([]);
  });

  it('have those that a container publishes on its machine', () => {
    const deployment = deploymentOf(
      topology({ n: { ...MI, host: 'box' } }, { hosts: { app1: {}, box: { on: 'app1', publish: ['80:8243'] } } }),
    );
    const of = (id: string) =>
      deployment.hosts.filter((host) => host.id === id).flatMap((host) => portsOf(host, deployment, catalogue));
    expect(of('app1').map(({ port }) => port)).toEqual([80]);
    expect(of('box').map(({ port }) => port)).toContain(8243);
  });
});
