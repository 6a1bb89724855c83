import type { Exporter } from './exporter.js';

/** The formats of `export`; an exporter is loaded when it is asked for. */
const EXPORTERS = {
  goss: async () => (await import('./goss.js')).goss,
  networkpolicy: async () => (await import('./networkpolicy.js')).networkpolicy,
  nft: async () => (await import('./nft.js')).nft,
  firewalld: async () => (await import('./firewalld.js')).firewalld,
  'terraform-aws': async () => (await import('./terraform-aws.js')).terraformAws,
  ansible: async () => (await import('./ansible.js')).ansible,
  blackbox: async () => (await import('./blackbox.js')).blackbox,
  hosts: async () => (await import('./hosts.js')).hosts,
} as const satisfies Readonly<Record<string, () => Promise<Exporter>>>;

export type ExportFormat = keyof typeof EXPORTERS;

export const EXPORT_FORMATS = Object.keys(EXPORTERS) as readonly ExportFormat[];

export async function exporterOf(format: ExportFormat): Promise<Exporter> {
  return EXPORTERS[format]();
}
