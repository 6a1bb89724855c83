import { describe, expect, it } from 'vitest';
import { discovered, fragmentsOf } from './reading.js';

function namesIn(outputs: object, file = 'infra/outputs.json'): string[] {
  return fragmentsOf({ [file]: JSON.stringify(outputs, null, 1) }).flatMap(({ names = [] }) =>
    names.map(({ name, address, range: { start } }) => `${name} ${address} ${start.line}:${start.column}`),
  );
}

const output = (value: unknown) => ({ sensitive: false, type: 'string', value });

describe('the outputs of Terraform', () => {
  it('tell names by the names of outputs, with the place of the address', () => {
    expect(namesIn({ gw_private_ip: output('10.0.0.6'), apim_cp_ip: output('10.0.0.5') })).toEqual([
      'gw 10.0.0.6 5:12',
      'apim_cp 10.0.0.5 10:12',
      'apim-cp 10.0.0.5 10:12',
    ]);
  });

  it('join an address with the name of the same machine', () => {
    const names = namesIn({
      gw_private_ip: output('10.0.0.6'),
      gw_private_dns: output('gw.vpc'),
      tm_dns: output('tm'),
    });
    expect(names.map((name) => name.split(' ')[0])).toEqual(['gw.vpc', 'gw']);
  });

  it('are read inside of maps and objects, by keys and by the values beside', () => {
    const names = namesIn({
      machines: output({ gw: '10.0.0.1', cp: { private_ip: '10.0.0.2', fqdn: 'cp.internal', size: 'small' } }),
    });
    expect(names.map((name) => name.replace(/ \S+$/, ''))).toEqual([
      'gw 10.0.0.1',
      'cp.internal 10.0.0.2',
      'cp 10.0.0.2',
    ]);
  });

  it('are read inside of lists, where items have only the names that are written', () => {
    const names = namesIn({
      gateways: output([
        { name: 'gw-1', ip: '10.0.0.1' },
        { name: 'gw-2', ip: 'fd00::2' },
      ]),
      tm_ips: output(['10.0.0.3', '10.0.0.4', '10.0.0.5']),
      tm_names: output(['tm-1', 'tm-2']),
    });
    expect(names.map((name) => name.replace(/ \S+$/, ''))).toEqual([
      'gw-1 10.0.0.1',
      'gw-2 fd00::2',
      'tm-1 10.0.0.3',
      'tm 10.0.0.3',
      'tm-2 10.0.0.4',
    ]);
  });

  it('prefer the address that the machine itself has', () => {
    const names = namesIn({
      gw_public_ip: output('3.4.5.6'),
      gw_private_ip: output('10.0.0.6'),
      lb_public_ip: output('3.4.5.7'),
    });
    expect(names.map((name) => name.replace(/ \S+$/, ''))).toEqual(['gw 10.0.0.6', 'lb 3.4.5.7']);
  });

  it('are found below the outputs of a state', () => {
    const state = { version: 4, terraform_version: '1.9.0', outputs: { gw_ip: { value: '10.0.0.6', type: 'string' } } };
    expect(namesIn(state, 'terraform.tfstate')).toEqual(['gw 10.0.0.6 6:13']);
  });

  it('are left out where they are sensitive, loopback addresses or no addresses', () => {
    expect(
      namesIn({
        gw_ip: { sensitive: true, type: 'string', value: '10.0.0.6' },
        cp_ip: output('127.0.0.1'),
        ip: output('10.0.0.9'),
        url: output('https://10.0.0.5:9443'),
      }),
    ).toEqual([]);
  });

  it('say where a broken one is, and leave other files alone', () => {
    const [broken] = fragmentsOf({ 'outputs.json': '{ "gw_ip": { "type": "string", "value": "10.0.0.6" }' });
    expect(broken?.fault).toBeDefined();
    expect(fragmentsOf({ 'output.json': '{ "value": 3 }', 'package.json': '{}' })).toEqual([]);
  });

  it('put a node without a name of its own on the machine with the name of its folder', () => {
    const server = '[server]\nhostname = "localhost"\n';
    const { deployments } = discovered({
      'cp/deployment.toml': `${server}[apim.throttling]\nenable = true\n`,
      'gw/deployment.toml': `${server}[apim.event_hub]\nservice_url = "https://cp.vpc:9443/services/"\n`,
      'infra/outputs.json': JSON.stringify({
        cp_private_ip: output('10.0.0.5'),
        cp_private_dns: output('cp.vpc'),
        gw_ip: output('10.0.0.6'),
      }),
    });
    expect(deployments[0]?.document.hosts).toMatchObject({
      cp: { addresses: expect.arrayContaining(['10.0.0.5', 'cp.vpc']) },
      gw: { addresses: ['10.0.0.6'] },
    });
  });

  it('leave a node alone whose name has two addresses', () => {
    const { deployments } = discovered({
      'gw/deployment.toml': '[apim.throttling]\nenable = true\n',
      'a/outputs.json': JSON.stringify({ gw_ip: output('10.0.0.5') }),
      'b/outputs.json': JSON.stringify({ gw_ip: output('10.0.0.6') }),
    });
    expect(Object.keys(deployments[0]?.document.hosts ?? {})).toEqual(['localhost']);
  });
});
