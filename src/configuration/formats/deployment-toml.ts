import type { Hint, Leaf } from '../../model/fragment.js';
import { namedDeployment } from '../home.js';
import { type Leaves, leafAt, namesOf } from '../leaf.js';
import { hint, hostNameAt, offsetAt, structured } from '../structured.js';
import { tomlLeaves } from '../syntax/toml.js';

/** Tables that only one product has, the most telling first. `wso2is-km|wso2is` is decided by the release. */
const TABLES: readonly (readonly [RegExp, string, Hint['rank']])[] = [
  [
    /^apim\/(gateway|cors|event_hub|sync_runtime_artifacts|devportal|oauth_config|analytics|key_manager)\//,
    'wso2am',
    'section',
  ],
  [/^financial_services\//, 'wso2is-fs-accelerator', 'layout'],
  [/^apim\/throttling\//, 'wso2is-km|wso2is', 'section'],
  [/^(authentication|tenant_context|account_recovery|identity_mgt|identity|resource)\//, 'wso2is', 'section'],
  [/^(service_catalog|mediation|icp_config|dashboard_config)\//, 'wso2mi', 'section'],
  [/^(server_config|mi_user_store)\//, 'wso2mi-dashboard', 'section'],
];

export const deploymentToml = structured({
  id: 'deployment.toml',
  title: 'deployment.toml of API Manager, Identity Server, Micro Integrator, dashboards',
  files: /(^|\/)(deployment|[^/]*[-_.]deployment|deployment[-_][^/]*)\.toml$/,
  survivesToml: true,
  model: 'toml',
  part: 'main',
  homeOf: namedDeployment,
  leaves: (text) => resolved(tomlLeaves(text)),
  more: (file, leaves) => ({
    hints: hintsOf(file, leaves),
    ...offsetAt(file, leaves, 'server/offset'),
    ...hostNameAt(file, leaves, ['server/hostname']),
  }),
});

function hintsOf(file: string, leaves: readonly Leaf[]): Hint[] {
  for (const [table, product, rank] of TABLES) {
    const leaf = leaves.find((candidate) => table.test(namesOf(candidate)));
    if (leaf)
      return [
        hint(
          file,
          leaf,
          'product',
          rank,
          product,
          `a table [${leaf.steps
            .slice(0, -1)
            .map(({ name }) => name)
            .join('.')}]`,
        ),
      ];
  }
  return /(^|\/)conf\/deployment\.toml$/.test(file) && !file.includes('repository/conf/') && leaves[0]
    ? [hint(file, leaves[0], 'product', 'section', 'wso2mi', 'deployment.toml in conf instead of repository/conf')]
    : [];
}

/** Puts in what `$ref{table.key}` refers to, where the file has it. */
function resolved(read: Leaves): Leaves {
  if (!read.ok) return read;
  const referred = (reference: string, key: string) =>
    leafAt(read.leaves, key.replaceAll('.', '/'))?.value ?? reference;
  return {
    ok: true,
    leaves: read.leaves.map((leaf) =>
      leaf.value.includes('$ref{') ? { ...leaf, value: leaf.value.replace(/\$ref\{([\w.]+)\}/g, referred) } : leaf,
    ),
  };
}
