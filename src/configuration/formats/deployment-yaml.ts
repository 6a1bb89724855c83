import { productOfServer } from '../../catalogue/recognition.js';
import type { Hint, Home, Leaf } from '../../model/fragment.js';
import { folderOf, homeOfFolder, namedDeployment } from '../home.js';
import { type Leaves, leafAt } from '../leaf.js';
import { hint, offsetAt, structured } from '../structured.js';
import { yamlLeaves } from '../syntax/yaml.js';

const RUNTIMES =
  /(?:^|\/)(?:conf|carbon-home\/conf)\/(worker|manager|editor|dashboard|server|portal|tooling)\/deployment\.yaml$/;

export const deploymentYaml = structured({
  id: 'deployment.yaml',
  title: 'deployment.yaml of Carbon 5 runtimes: Stream Processor, Streaming Integrator, analytics worker and dashboard',
  files: /(^|\/)deployment[^/]*\.ya?ml$/,
  // A Kubernetes deployment has the same file name.
  recognises: (text) => /^[ \t]*['"]?wso2\.carbon['"]?[ \t]*:/m.test(text),
  survivesToml: true,
  model: 'yaml',
  part: 'main',
  homeOf: (file) => namedDeployment(file) ?? runtimeHome(file),
  leaves: (text) => renamed(yamlLeaves(text)),
  more: (file, leaves) => ({ hints: hintsOf(file, leaves), ...offsetAt(file, leaves, 'wso2.carbon/ports/offset') }),
});

/** Some runtimes call the HTTP transport `transports.http`; the others, and the catalogue, `wso2.transport.http`. */
function renamed(read: Leaves): Leaves {
  if (!read.ok) return read;
  return {
    ok: true,
    leaves: read.leaves.map((leaf) => {
      const [first, ...rest] = leaf.steps;
      return first?.name === 'transports.http'
        ? { ...leaf, steps: [{ ...first, name: 'wso2.transport.http' }, ...rest] }
        : leaf;
    }),
  };
}

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

/** Returns the runtime that a deployment.yaml belongs to, by its folder. */
export function runtimeOf(file: string): string | undefined {
  return RUNTIMES.exec(file)?.[1];
}

/** Runtimes of other packs keep the name and id of the Stream Processor they are made of; the type is their own. */
const MARKS: readonly (readonly [string, Hint['rank']])[] = [
  ['wso2.carbon/type', 'file'],
  ['wso2.carbon/id', 'section'],
  ['wso2.carbon/name', 'section'],
];

function hintsOf(file: string, leaves: readonly Leaf[]): Hint[] {
  const runtime = runtimeOf(file);
  for (const [path, rank] of MARKS) {
    const leaf = leafAt(leaves, path);
    const product = leaf && productOfServer(leaf.value, runtime);
    if (!product) continue;
    const why = `${leaf.value}${runtime === undefined ? '' : `, runtime folder ${runtime}`}`;
    return [hint(file, leaf, 'product', rank, product, why)];
  }
  return [];
}
