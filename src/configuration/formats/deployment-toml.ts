import { productOfTomlFolder, TOML_MARKS } from '../../catalogue/recognition.js';
import type { Hint, Leaf } from '../../model/fragment.js';
import { namedDeployment } from '../home.js';
import { type Leaves, leafAt, namesOf } from '../leaf.js';
import { hint, hostNameAt, offsetAt, structured } from '../structured.js';
import { tomlLeaves } from '../syntax/toml.js';

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
  for (const { product, tables, overPack } of TOML_MARKS) {
    const prefixes = tables.map((table) => `${table.replaceAll('.', '/')}/`);
    const leaf = leaves.find((candidate) => prefixes.some((prefix) => namesOf(candidate).startsWith(prefix)));
    if (leaf)
      return [hint(file, leaf, 'product', overPack ? 'layout' : 'section', product, `a table [${tableOf(leaf)}]`)];
  }
  const folder = /(?:^|\/)((?:repository\/)?[^/]+)\/deployment\.toml$/.exec(file)?.[1];
  const product = folder === undefined ? undefined : productOfTomlFolder(folder);
  return product && leaves[0]
    ? [hint(file, leaves[0], 'product', 'section', product, `deployment.toml in ${folder} instead of repository/conf`)]
    : [];
}

function tableOf({ steps }: Leaf): string {
  return steps
    .slice(0, -1)
    .map(({ name }) => name)
    .join('.');
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
