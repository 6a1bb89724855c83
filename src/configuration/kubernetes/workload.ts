import type { Leaf } from '../../model/fragment.js';
import type { Container, Labels, ManifestObject, Mount, Workload } from '../../model/manifests.js';
import { present } from '../../values/present.js';
import { step } from '../leaf.js';
import type { KindedPart } from './documents.js';
import { labelsIn, nameIn, objectOf, portIn, versionIn } from './objects.js';
import { probesIn } from './probes.js';
import type { Value } from './value.js';

/** Where the pod of each kind of workload is described. */
export const POD_PATHS: Readonly<Record<string, readonly string[]>> = {
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  ReplicationController: ['spec', 'template'],
  DeploymentConfig: ['spec', 'template'],
  Rollout: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
  Pod: [],
};

/** Reads a workload; undefined for one that another object made, or that has no containers. */
export function workloadOf(part: KindedPart, value: Value): Workload | undefined {
  const object = objectOf(part, value);
  const pod = value.at(...(POD_PATHS[part.kind] ?? []));
  const owned = value.at('metadata', 'ownerReferences').items.length > 0;
  const volumes = volumesOf(pod.at('spec', 'volumes').items);
  const containers = pod.at('spec', 'containers').items.flatMap((item) => containerOf(item, volumes) ?? []);
  if (!object || owned || containers.length === 0) return undefined;
  const replicas = value.at('spec', 'replicas');
  const count = /^\d{1,4}$/.test(replicas.text ?? '') ? Number(replicas.text) : 1;
  return {
    ...object,
    labels: { ...labelsIn(pod.at('metadata', 'labels')), ...givenLabels(object) },
    replicas: (replicas.exists ? replicas : value.at('metadata', 'name')).found(count, 'replicas'),
    onHostNetwork: pod.at('spec', 'hostNetwork').text === 'true',
    ...present({
      serviceName: nameIn(value.at('spec', 'serviceName')),
      version: object.version ?? versionIn(pod.at('metadata', 'labels')),
    }),
    containers,
  };
}

/** The labels that the controller of a workload adds to those of its template. */
function givenLabels({ kind, name }: Pick<ManifestObject, 'kind' | 'name'>): Labels {
  return kind === 'DeploymentConfig' ? { deploymentconfig: name } : {};
}

/** The ConfigMaps of volumes, by the name of the volume. */
type Volumes = ReadonlyMap<string, readonly Pick<Mount, 'configMap' | 'secret' | 'names'>[]>;

function volumesOf(volumes: readonly Value[]): Volumes {
  return new Map(
    volumes.map((volume) => {
      const sources = [volume, ...volume.at('projected', 'sources').items];
      const maps = sources.flatMap((source) => [
        ...mapIn(source.at('configMap'), 'name'),
        ...mapIn(source.at('secret'), 'secretName', 'name').map((map) => ({ ...map, secret: true as const })),
      ]);
      return [volume.at('name').text ?? '', maps];
    }),
  );
}

function mapIn(source: Value, ...keys: readonly string[]): Pick<Mount, 'configMap' | 'names'>[] {
  const [name] = keys.flatMap((key) => nameIn(source.at(key)) ?? []);
  return name === undefined ? [] : [{ configMap: name, names: itemsOf(source.at('items').items) }];
}

function itemsOf(items: readonly Value[]): ReadonlyMap<string, string> {
  return new Map(items.map((item) => [item.at('key').text ?? '', item.at('path').text ?? '']));
}

function containerOf(value: Value, volumes: Volumes): Container | undefined {
  const name = nameIn(value.at('name'));
  if (name === undefined || value.at('image').text === undefined) return undefined;
  return {
    name,
    file: value.part.file,
    range: value.at('name').range,
    values: valuesOf(value),
    ports: value.at('ports').items.flatMap((port) => {
      const number = portIn(port.at('containerPort'));
      if (number === undefined) return [];
      const hostPort = portIn(port.at('hostPort'));
      return {
        port: port.at('containerPort').found(number, 'containerPort'),
        protocol: port.at('protocol').text === 'UDP' ? ('udp' as const) : ('tcp' as const),
        ...present({
          name: port.at('name').text,
          hostPort: hostPort === undefined ? undefined : port.at('hostPort').found(hostPort, 'hostPort'),
        }),
      };
    }),
    mounts: value.at('volumeMounts').items.flatMap((mount) => mountsOf(mount, volumes)),
    probes: probesIn(value),
  };
}

function mountsOf(mount: Value, volumes: Volumes): Mount[] {
  const path = mount.at('mountPath').text;
  const key = mount.at('subPath').text;
  if (path === undefined) return [];
  return (volumes.get(mount.at('name').text ?? '') ?? []).map((map) => ({ ...map, path, ...present({ key }) }));
}

/** The parts of a container that compose files have as well, under their names there. */
function valuesOf(container: Value): Leaf[] {
  const leaf = (value: Value, text: string, ...names: readonly string[]): Leaf => ({
    steps: names.map((name) => step(name)),
    value: text,
    range: value.range,
  });
  const words = (key: string, name: string) =>
    container.at(key).items.flatMap((item) => (item.text === undefined ? [] : [leaf(item, item.text, name)]));
  const image = container.at('image');
  const environment = container.at('env').items.flatMap((entry) => {
    const [name, value] = [entry.at('name').text, entry.at('value')];
    return name === undefined || value.text === undefined ? [] : [leaf(value, value.text, 'environment', name)];
  });
  const targets = container.at('volumeMounts').items.flatMap((mount) => {
    const path = mount.at('mountPath');
    return path.text === undefined ? [] : [leaf(path, path.text, 'volumes', 'target')];
  });
  return [
    leaf(image, image.text ?? '', 'image'),
    ...targets,
    ...environment,
    ...words('command', 'entrypoint'),
    ...words('args', 'command'),
  ];
}
