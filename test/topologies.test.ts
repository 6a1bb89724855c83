import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { check } from '../src/index.js';

const directory = new URL('../topologies/', import.meta.url);

/** What each example shows: rule and line of every finding. A name that is not here is fine as it is. */
const FINDINGS: Readonly<Record<string, readonly string[]>> = {
  'apictl-two-apim-one-host.yaml': [
    'manual-edit 28',
    'advertised-endpoint 31',
    'advertised-endpoint 32',
    'advertised-endpoint 35',
    'advertised-endpoint 36',
  ],
  'apim-2.6-offset-mismatch.yaml': ['thrift-mismatch 16'],
  'apim-cp-tm-gw-one-host.yaml': ['manual-edit 20', 'advertised-endpoint 23', 'advertised-endpoint 24'],
  'containers-clash.yaml': ['port-collision 16', 'publish-mismatch 16', 'publish-mismatch 16'],
  'docker-apim-4.2.x-is-as-km.yaml': ['manual-edit 26'],
  'is-apim-mi-one-machine-clash.yaml': ['port-collision 14'],
  'three-products-one-vm.yaml': ['manual-edit 8'],
  'vagrant-six-products-one-vm.yaml': ['manual-edit 14'],
};

const names = readdirSync(directory).sort();

function report(name: string) {
  return check({ file: name, text: readFileSync(new URL(name, directory), 'utf8') });
}

/** Effective ports of nodes: `node listener -> port`. */
function ports(name: string): ReadonlyMap<string, number> {
  const listeners = report(name).deployments.flatMap((deployment) => deployment.listeners);
  return new Map(listeners.map(({ node, listener, port }) => [`${node} ${listener}`, port]));
}

describe('example topologies', () => {
  it.each(names)('%s yields what its comment says and nothing else', (name) => {
    const found = report(name).findings.map(({ rule, range }) => `${rule} ${range.start.line}`);
    expect(found).toEqual(FINDINGS[name] ?? []);
  });

  it('are all listed by the names they have', () => {
    expect(Object.keys(FINDINGS).filter((name) => !names.includes(name))).toEqual([]);
  });

  it("give the vendor's numbers for the Gateway and the Key Manager", () => {
    const [finding] = report('apim-2.6-offset-mismatch.yaml').findings;
    expect(finding?.data).toMatchObject({ clientPort: 10_399, serverPort: 10_402, difference: 3 });
    expect(finding?.fixes.map(({ edits }) => edits.map(({ path, to }) => `${path} ${to}`))).toEqual([
      ['/nodes/gateway/links/key-validation-thrift/port 10402'],
      ['/nodes/key-manager/ports/thrift-key-validation/port 10399'],
    ]);
  });

  it('agree with the ports that the six products on one machine were forwarded on', () => {
    const found = ports('vagrant-six-products-one-vm.yaml');
    const console = ['wso2am02a', 'wso2esb02a', 'wso2dss01a', 'wso2esb01a', 'wso2greg01a', 'wso2esb490'].map((node) =>
      found.get(`${node} servlet-https`),
    );
    expect(console).toEqual([9443, 9445, 9446, 9449, 9451, 9453]);
    expect(found.get('wso2am02a passthrough-http')).toBe(8280);
    expect(found.get('wso2esb490 passthrough-http')).toBe(8290);
  });

  it('replace the shipped offset of Micro Integrator by a configured one', () => {
    expect(ports('is-apim-mi-one-machine.yaml').get('integrator passthrough-http')).toBe(8290);
    expect(ports('ansible-apim-4.2.x-distributed.yaml').get('micro-integrator passthrough-http')).toBe(8283);
  });
});
