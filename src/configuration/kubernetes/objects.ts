import type { Found } from '../../model/fragment.js';
import type { Labels, ManifestObject, Manifests } from '../../model/manifests.js';
import { present } from '../../values/present.js';
import { releaseIn } from '../../values/versions.js';
import type { KindedPart } from './documents.js';
import type { Value } from './value.js';

/** Objects of a file, while they are collected. */
export type CollectedManifests = { -readonly [K in keyof Manifests]: Manifests[K][number][] };

/** Returns the objects of a file that has none. */
export function noManifests(): CollectedManifests {
  return { workloads: [], services: [], routes: [], configMaps: [], fileMaps: [], tlsPolicies: [], policies: [] };
}

/** Returns what every object says of itself. */
export function objectOf(part: KindedPart, value: Value): ManifestObject | undefined {
  const metadata = value.at('metadata');
  const labels = metadata.at('labels');
  const name = nameIn(metadata.at('name')) ?? nameIn(metadata.at('generateName'));
  if (name === undefined) return undefined;
  return {
    kind: part.kind,
    name,
    file: part.file,
    range: metadata.at('name').range,
    extent: { start: part.positionOf(part.start), end: part.positionOf(part.start + part.text.length) },
    ...present({
      namespace: nameIn(metadata.at('namespace')),
      source: part.source,
      chart: nameIn(labels.at('helm.sh/chart')),
      version: versionIn(labels),
    }),
  };
}

const VERSION_LABEL = 'app.kubernetes.io/version';

/** Returns the release that labels state. */
export function versionIn(labels: Value): Found<string> | undefined {
  const label = labels.at(VERSION_LABEL);
  const version = label.text === undefined ? undefined : releaseIn(label.text);
  return version === undefined ? undefined : label.found(version, VERSION_LABEL);
}

/** Returns a name of Kubernetes: labels of at most 253 characters. */
export function nameIn({ text }: Value): string | undefined {
  return text !== undefined && /^[\w.-]{1,253}$/.test(text) ? text : undefined;
}

export function labelsIn(value: Value): Labels {
  return Object.fromEntries(value.entries.map(([key, { text }]) => [key, text ?? '']));
}

/** Returns a port number, 1-65535. */
export function portIn({ text }: Value): number | undefined {
  const port = text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port > 0 && port < 65_536 ? port : undefined;
}

/** Returns a port number, or the name that one has elsewhere. */
export function portOrNameIn(value: Value): number | string | undefined {
  return (
    portIn(value) ?? (value.text !== undefined && /^[a-zA-Z0-9-]{1,63}$/.test(value.text) ? value.text : undefined)
  );
}
