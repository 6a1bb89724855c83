import { serviceOf } from '../../configuration/compose/service.js';
import type { Fragment, Service } from '../../model/fragment.js';
import type { Container, ManifestObject, ProbeManifest, Workload } from '../../model/manifests.js';
import { present } from '../../values/present.js';
import { absentConfiguration } from '../absent.js';
import { withEnvironment } from '../environment.js';
import { freeId } from '../free-id.js';
import { type FoundNode, starterOf } from '../nodes.js';
import { absentMap } from './absent.js';
import { type Bundle, nameInNamespace } from './bundles.js';
import { withChart } from './charts.js';
import { fragmentOf, type MountedText, mountedTexts } from './embedded.js';
import { mountedFiles, type TreeFiles } from './file-maps.js';

/** A node in a pod, as far as its container says. */
export interface PodNode extends FoundNode {
  readonly service: Service;
  readonly runs: { readonly workload: Workload; readonly container: Container };
  readonly texts: readonly MountedText[];
  /** Files of the tree that it mounts. */
  readonly files: readonly Fragment[];
}

/** Returns the containers of a bundle that could be nodes: their image or their configuration names a product. */
export function podNodesIn(bundle: Bundle, tree: TreeFiles): readonly PodNode[] {
  const { workloads, configMaps } = bundle.manifests;
  const taken = new Set<string>();
  return workloads.flatMap((workload) => {
    const found = workload.containers.flatMap((container) => {
      const service = serviceOf(container.file, workload.name, container.values);
      const mounted = mountedTexts(container, workload, configMaps).flatMap((text) => {
        const fragment = fragmentOf(text);
        return fragment ? [{ text, fragment }] : [];
      });
      const files = mountedFiles(container, workload, bundle, tree);
      const fragments = withEnvironment(
        [...mounted.map(({ fragment }) => fragment), ...files.map((file) => file.mounted)],
        service.environment,
      );
      if (!namesProduct(service, fragments)) return [];
      const charted = withChart(service, fragments, workload, bundle);
      const absent = fragments.length === 0 ? absentMap(container, workload, bundle) : undefined;
      const known = absent === undefined ? fragments : [absentConfiguration(absent, container, bundle.format)];
      return [{ container, service: charted, mounted, files, fragments: known }];
    });
    return found.map(({ container, service, mounted, files, fragments }): PodNode => {
      const name = found.length === 1 ? workload.name : `${workload.name}-${container.name}`;
      const texts = mounted.map(({ text }) => text);
      return {
        id: freeId(taken, name, nameInNamespace(name, workload)),
        name,
        origin: `${container.file}:${container.range.start.line}`,
        fragments,
        service,
        starter: starterOf(service, bundle.format),
        kind: 'pod',
        pod: {
          workload: titleOf(workload),
          objects: [...new Set([titleOf(workload), ...texts.map(({ map }) => titleOf(map))])],
          replicas: workload.replicas,
          ...present({ ofChart: bundle.ofChart, chartValues: bundle.chartValues }),
          probes: container.probes.map((probe) => withNumber(probe, workload)),
        },
        runs: { workload, container },
        texts,
        files: files.map(({ fragment }) => fragment),
      };
    });
  });
}

/** Returns how people call an object: `Deployment/gateway`. */
export function titleOf({ kind, name }: ManifestObject): string {
  return `${kind}/${name}`;
}

function namesProduct({ hints }: Service, fragments: readonly Fragment[]): boolean {
  const said = [...hints, ...fragments.flatMap((fragment) => (fragment.format.part === 'main' ? fragment.hints : []))];
  return said.some(({ aspect }) => aspect === 'product');
}

/** A probe that names a port of its container asks the number of it. */
function withNumber(probe: ProbeManifest, { containers }: Workload): ProbeManifest {
  const named = containers.flatMap(({ ports }) => ports).find(({ name }) => name === probe.port.value);
  return named ? { ...probe, port: { ...probe.port, value: named.port.value } } : probe;
}
