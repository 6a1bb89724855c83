import { productOfTomlFolder, tomlMarks } from '../../catalogue/recognition.js';
import type { Hint, Leaf } from '../../model/fragment.js';
import { isVersion } from '../../values/versions.js';
import { namedDeployment } from '../home.js';
import { type Leaves, leafAt, namesOf } from '../leaf.js';
import { productNamed } from '../product-names.js';
import { hint, hostNameAt, offsetAt, structured } from '../structured.js';
import { tomlLeaves } from '../syntax/toml.js';

/** Tables that the vendor's servers share, beside `[server]`. */
export const SHARED_TABLES =
  /^[ \t]*\[{1,2}(super_admin|user_store|keystore\.|truststore|database\.|transport\.|clustering|apim\.|event_listener|identity\.|synapse_|service_catalog|dashboard_config|icp_config)/m;

/** The facts of a deployment.toml, whatever the name of the file is. */
export const ANY_NAME = {
  survivesToml: true,
  model: 'toml',
  part: 'main',
  homeOf: namedDeployment,
  leaves: (text: string) => resolved(tomlLeaves(text)),
  more: (file: string, leaves: readonly Leaf[]) => ({
    hints: hintsOf(file, leaves),
    ...offsetAt(file, leaves, 'server/offset'),
    ...hostNameAt(file, leaves, ['server/hostname']),
  }),
} as const;

export const deploymentToml = structured({
  ...ANY_NAME,
  id: 'deployment.toml',
  title: 'deployment.toml of API Manager, Identity Server, Micro Integrator, dashboards',
  files: /(^|\/)(deployment|[^/]*[-_.]deployment|deployment[-_][^/]*)\.toml$/,
  recognises: (text, file) =>
    /(^|\/)deployment\.toml$/.test(file) || /^[ \t]*\[server\]/m.test(text) || SHARED_TABLES.test(text),
});

function hintsOf(file: string, leaves: readonly Leaf[]): Hint[] {
  const tables = tableHints(file, leaves);
  // Files that are copied over a pack keep the pack's name.
  const isLaidOver = tables.some(({ rank }) => rank === 'layout');
  const server = serverHints(file, leaves).filter(({ aspect }) => !isLaidOver || aspect !== 'product');
  const hints = [...server, ...tables];
  if (hints.some(({ aspect }) => aspect === 'product')) return hints;
  const folder = /(?:^|\/)((?:repository\/)?[^/]+)\/deployment\.toml$/.exec(file)?.[1];
  const product = folder === undefined ? undefined : productOfTomlFolder(folder);
  return product && leaves[0]
    ? [...hints, hint(file, leaves[0], 'product', 'section', product, `deployment.toml in ${folder}`)]
    : hints;
}

/** The product by its most telling tables. */
function tableHints(file: string, leaves: readonly Leaf[]): Hint[] {
  const names = leaves.map((leaf) => `${namesOf(leaf)}/`);
  const inTables = (tables: readonly string[]) => {
    const paths = tables.map((table) => `${table.replaceAll('.', '/')}/`);
    return leaves.find((_, index) => paths.some((path) => names[index]?.startsWith(path)));
  };
  for (const { product, tables, beside, overPack } of tomlMarks()) {
    const leaf = inTables(tables);
    if (!leaf || (beside && !inTables(beside))) continue;
    return [hint(file, leaf, 'product', overPack ? 'layout' : 'section', product, placeOf(leaf))];
  }
  return [];
}

/**
 * The name that `[server]` gives itself. Its details (`WSO2 IS as KM 5.10.0`) name the product; their release is for people, and
 * stays as it was when a file is copied to the next one.
 */
function serverHints(file: string, leaves: readonly Leaf[]): Hint[] {
  const hints: Hint[] = [];
  const details = leafAt(leaves, 'server/serverDetails') ?? leafAt(leaves, 'server/server_details');
  const [, name, release] =
    /^(?:WSO2\s+)?(\S.*?)(?:\s{1,20}v?(\d{1,6}\.\d{1,6}\.\d{1,6}))?$/is.exec(details?.value ?? '') ?? [];
  const product = name === undefined ? undefined : productNamed(name.toLowerCase().replace(/\s+/g, '-'));
  if (details && product) hints.push(hint(file, details, 'product', 'file', product, details.value));
  if (details && release && isVersion(release))
    hints.push(hint(file, details, 'version', 'section', release, details.value));
  const role = leafAt(leaves, 'server/server_role');
  if (role && /^[a-z][a-z-]{1,63}$/.test(role.value) && role.value !== 'default')
    hints.push(hint(file, role, 'profile', 'file', role.value, 'server_role'));
  return hints;
}

/** `a table [apim.gateway]`, or the key alone at the top of the file. */
function placeOf({ steps }: Leaf): string {
  const [key, ...tables] = steps.map(({ name }) => name).reverse();
  return tables.length === 0 ? `a key ${key}` : `a table [${tables.reverse().join('.')}]`;
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
