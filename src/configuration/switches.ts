import type { Found, Leaf } from '../model/fragment.js';
import type { NodeSettings } from './node-settings.js';
import { foundIn } from './plain-values.js';
import type { PlacedLeaf } from './setting-place.js';

export interface Switches {
  readonly enable: ReadonlyMap<string, Found<true>>;
  readonly disable: ReadonlyMap<string, Found<false>>;
  /** Those that the files contain as the catalogue has them. */
  readonly asShipped: ReadonlyMap<string, Found<boolean>>;
}

/** Listeners and links that the files open or close, where the catalogue has it the other way. */
export function switchesOf({ release, leaves, matching }: NodeSettings): Switches {
  const enable = new Map<string, Found<true>>();
  const disable = new Map<string, Found<false>>();
  const asShipped = new Map<string, Found<boolean>>();
  const entries = new Map([...release.listeners, ...release.links].map((entry) => [entry.id, entry]));
  const turn = (id: string, on: boolean, leaf: PlacedLeaf, why: string) => {
    const entry = entries.get(id);
    if (!entry) return;
    if (entry.enabled === on) asShipped.set(id, foundIn(leaf.file, leaf, on, why));
    else if (on) enable.set(id, foundIn(leaf.file, leaf, true, why));
    else disable.set(id, foundIn(leaf.file, leaf, false, why));
  };

  for (const listener of release.listeners) {
    if (listener.id.startsWith('cluster-') || listener.id === 'thrift-key-validation') continue;
    const leaf = matching(listener.enableSettings).find(({ value }) => /^(true|false)$/i.test(value));
    if (leaf) turn(listener.id, leaf.value.toLowerCase() === 'true', leaf, nameOf(leaf));
  }
  const client = leaves.find((leaf) => nameOf(leaf) === 'KeyValidatorClientType');
  if (client)
    turn('key-validation-thrift', client.value === 'ThriftClient', client, `KeyValidatorClientType ${client.value}`);
  const server = leaves.find((leaf) => nameOf(leaf) === 'EnableThriftServer');
  if (server) turn('thrift-key-validation', server.value === 'true', server, `EnableThriftServer ${server.value}`);
  turnCluster(leaves, turn);
  return { enable, disable, asShipped };
}

/** Clustering is on with its attribute in axis2.xml, and in TOML as soon as a membership scheme is named. */
function turnCluster(
  leaves: readonly PlacedLeaf[],
  turn: (id: string, on: boolean, leaf: PlacedLeaf, why: string) => void,
): void {
  const toml = leaves.find(
    ({ file, steps }) =>
      file.endsWith('.toml') && steps[0]?.name === 'clustering' && steps[1]?.name === 'membership_scheme',
  );
  const xml = leaves.find(({ steps }) => steps.at(-2)?.name === 'clustering' && steps.at(-1)?.name === '@enable');
  const on = toml ?? (xml?.value === 'true' ? xml : undefined);
  if (!on) return;
  turn('cluster-member', true, on, 'clustering is enabled');
  const scheme =
    toml ??
    leaves.find(
      ({ steps }) => steps.at(-2)?.name === 'clustering' && steps.at(-1)?.attributes.name === 'membershipScheme',
    );
  if (scheme?.value === 'multicast') turn('cluster-multicast', true, scheme, 'membership scheme multicast');
  if (scheme?.value === 'wka') turn('cluster-wka-members', true, scheme, 'membership scheme wka');
}

function nameOf({ steps }: Leaf): string {
  return steps.at(-1)?.name ?? '';
}
