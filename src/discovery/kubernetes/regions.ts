import type { Region } from '../../model/discovered.js';
import type { ManifestObject } from '../../model/manifests.js';
import { present } from '../../values/present.js';
import type { Bundle } from './bundles.js';
import { linePositions } from './embedded.js';
import { type PodNode, titleOf } from './pods.js';

/** Names of the parts of a bundle: its objects, and the texts in them that configure nodes. */
export function regionsOf({ manifests }: Bundle, nodes: readonly PodNode[]): readonly Region[] {
  const { workloads, services, routes, configMaps } = manifests;
  const texts = nodes.flatMap((node) => node.texts);
  return [
    ...texts
      .filter(({ map, text }) => map.file === text.file)
      .map(
        ({ map, text, path }): Region => ({
          ...regionOf(map),
          range: text.range,
          text: { name: path.replace(/^.*\//, ''), lines: linePositions(text) },
        }),
      ),
    ...[...workloads, ...services, ...routes, ...configMaps].map(regionOf),
  ];
}

function regionOf(object: ManifestObject): Region {
  const { file, extent, source } = object;
  return { file, range: extent, object: titleOf(object), ...present({ source }) };
}
