import type { ExportHost } from '../../model/export.js';
import type { Flow } from '../../model/flow.js';
import { type Exporter, fileOf } from './exporter.js';
import { yamlText } from './yaml.js';

/**
 * Targets of Prometheus' blackbox exporter as files of `file_sd_configs`: what each host dials, for the exporter that runs on it.
 * The module `tcp_connect` is that of the exporter's own example.
 */
export const blackbox: Exporter = {
  files: ({ hosts }) =>
    hosts
      .map((host) => ({ host, dials: host.dials.filter(({ protocol }) => protocol === 'tcp') }))
      .filter(({ dials }) => dials.length > 0)
      .map(({ host, dials }) => ({ name: fileOf(host, '.yaml'), host: host.id, text: textOf(host, dials) })),
};

function textOf({ id }: ExportHost, dials: readonly Flow[]): string {
  return yamlText(
    [`${id}: targets for the blackbox exporter on it`],
    dials.map((flow) => targetOf(flow)),
  );
}

function targetOf({ destinationHost, destinationNode, port, sourceHost, sourceNode, link }: Flow) {
  const host = destinationHost.includes(':') ? `[${destinationHost}]` : destinationHost;
  return {
    targets: [`${host}:${port}`],
    labels: {
      __param_module: 'tcp_connect',
      source_host: sourceHost,
      source_node: sourceNode,
      destination_node: destinationNode ?? destinationHost,
      link,
    },
  };
}
