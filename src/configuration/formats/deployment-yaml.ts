import type { Hint, Home, Leaf } from '../../model/fragment.js';
import { folderOf, homeOfFolder, namedDeployment } from '../home.js';
import { leafAt } from '../leaf.js';
import { hint, offsetAt, structured } from '../structured.js';
import { yamlLeaves } from '../syntax/yaml.js';

const RUNTIMES =
  /(?:^|\/)(?:conf|carbon-home\/conf)\/(worker|manager|editor|dashboard|server|portal|tooling)\/deployment\.yaml$/;

export const deploymentYaml = structured({
  id: 'deployment.yaml',
  title: 'deployment.yaml of Carbon 5 runtimes: Stream Processor, Streaming Integrator, analytics worker and dashboard',
  files: /(^|\/)deployment[^/]*\.ya?ml$/,
  // A Kubernetes deployment has the same file name.
  recognises: (text) => /^\s*['"]?wso2\.carbon['"]?\s*:/m.test(text),
  survivesToml: true,
  model: 'yaml',
  part: 'main',
  homeOf: (file) => namedDeployment(file) ?? runtimeHome(file),
  leaves: yamlLeaves,
  more: (file, leaves) => ({ hints: hintsOf(file, leaves), ...offsetAt(file, leaves, 'wso2.carbon/ports/offset') }),
});

/** Runtimes of one pack share its folder. */
function runtimeHome(file: string): Home | undefined {
  const runtime = runtimeOf(file);
  if (runtime === undefined) return undefined;
  const { key, name } = homeOfFolder(folderOf(file));
  return {
    key: `${key}#${runtime}`,
    name: name.endsWith(runtime) ? name : name === 'node' ? runtime : `${name}-${runtime}`,
  };
}

/** The runtime that a deployment.yaml belongs to, by its folder. */
export function runtimeOf(file: string): string | undefined {
  return RUNTIMES.exec(file)?.[1];
}

function hintsOf(file: string, leaves: readonly Leaf[]): Hint[] {
  const family = familyOf(leaves);
  if (!family) return [];
  const runtime = runtimeOf(file);
  const why = `${family.leaf.value}${runtime === undefined ? '' : `, runtime folder ${runtime}`}`;
  return [hint(file, family.leaf, 'product', family.rank, productOf(family.id, runtime), why)];
}

/** Runtimes of other packs keep the name and id of the Stream Processor they are made of; the type is their own. */
function familyOf(
  leaves: readonly Leaf[],
): { readonly id: string; readonly leaf: Leaf; readonly rank: Hint['rank'] } | undefined {
  for (const [path, rank] of [
    ['wso2.carbon/type', 'file'],
    ['wso2.carbon/id', 'section'],
    ['wso2.carbon/name', 'section'],
  ] as const) {
    const leaf = leafAt(leaves, path);
    const id = leaf && FAMILIES.find(([pattern]) => pattern.test(leaf.value))?.[1];
    if (leaf && id) return { id, leaf, rank };
  }
  return undefined;
}

const FAMILIES: readonly (readonly [RegExp, string])[] = [
  [/^wso2-apim-analytics$|^wso2-am-analytics$/, 'wso2am-analytics'],
  [/^wso2-ei-analytics$/, 'wso2ei-analytics'],
  [/^wso2-is-analytics$/, 'wso2is-analytics'],
  [/^wso2-si$|^wso2-streaming-integrator|^WSO2 Streaming Integrator/, 'wso2si'],
  [/^wso2-sp(-\d+)?$|^WSO2 Stream Processor/, 'wso2sp'],
];

/** Without a runtime folder the family alone, which the node's name may refine. */
function productOf(family: string, runtime: string | undefined): string {
  if (family === 'wso2is-analytics') return family;
  if (family === 'wso2si') return runtime === 'tooling' ? 'wso2si-tooling' : 'wso2si';
  return runtime === undefined ? family : `${family}-${runtime}`;
}
