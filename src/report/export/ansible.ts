import type { ExportHost } from '../../model/export.js';
import type { Flow } from '../../model/flow.js';
import { isNumeric } from '../../values/addresses.js';
import { type Exporter, fileOf } from './exporter.js';
import { yamlText } from './yaml.js';

/** Ansible: variables of each host (`host_vars/<host>.yaml`) for roles that configure products, open firewalls or wait for ports. */
export const ansible: Exporter = {
  separator: '---\n',
  files: ({ hosts }) =>
    hosts
      .filter(({ nodes, dials, enters, leaves }) => nodes.length + dials.length + enters.length + leaves.length > 0)
      .map((host) => ({ name: fileOf(host, '.yaml'), host: host.id, text: textOf(host) })),
};

function textOf(host: ExportHost): string {
  const { id, addresses, nodes, ports, dials, enters, leaves } = host;
  const address = addresses.find(isNumeric);
  return yamlText([`${id}: host_vars`], {
    ...(address === undefined ? {} : { ansible_host: address }),
    wso2_nodes: nodes.map((node) => ({
      ...node,
      ports: Object.fromEntries(
        ports.filter((port) => port.open && port.node === node.id).map(({ listener, port }) => [listener, port]),
      ),
    })),
    wso2_dials: dials.map((flow) => ({ host: flow.destinationHost, ...portOf(flow), for: flow.link })),
    wso2_firewall_in: enters.map((flow) => ({
      from: flow.sourceHost,
      addresses: flow.sourceAddresses,
      ...portOf(flow),
      for: flow.link,
    })),
    wso2_firewall_out: leaves.map((flow) => ({
      to: flow.destinationHost,
      addresses: flow.destinationAddresses,
      ...portOf(flow),
      for: flow.link,
    })),
  });
}

function portOf({ port, protocol }: Flow) {
  return { port, protocol };
}
