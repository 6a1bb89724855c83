import { groupBy } from '../deployment/lookup.js';
import type { Unread } from '../model/discovered.js';
import type { Fragment, UnreadPlace } from '../model/fragment.js';
import { isLoopback } from '../values/addresses.js';
import { OWN_HOST, parseEndpoints } from '../values/endpoints.js';
import { START } from '../values/lines.js';
import { memo } from '../values/memo.js';
import { type NodeSettings, writtenPlace } from './node-settings.js';
import { leavesOf, type PlacedLeaf } from './setting-place.js';

const SHOWN = 3;

/** Counts what was not understood by its kind; a few places of each kind are kept. */
export function unreadKinds(unread: readonly UnreadPlace[]): Unread[] {
  return [...groupBy(unread, ({ kind }) => kind)].map(([kind, places]) => ({
    kind,
    count: places.length,
    places: places.slice(0, SHOWN),
  }));
}

/** Returns one line for a kind: `templates that are not rendered (2): a.toml.j2, b.toml.j2`. */
export function unreadText({ kind, count, places }: Unread): string {
  const named = places.map(({ file, what, range: { start } }) =>
    what === file ? file : `${what} (${file}:${start.line}:${start.column})`,
  );
  return `${kind} (${count}): ${[...named, ...(count > named.length ? ['...'] : [])].join(', ')}`;
}

/** Returns what the files of a node hold that looks relevant and that nothing else takes. */
export function unreadIn(fragments: readonly Fragment[], settings: NodeSettings): UnreadPlace[] {
  return [
    ...fragments.flatMap(({ unread }) => unread),
    ...hiddenFiles(fragments),
    ...strangeEndpoints(fragments, settings),
  ];
}

/** Of several main files of one kind the first one counts. */
function hiddenFiles(fragments: readonly Fragment[]): UnreadPlace[] {
  const mains = fragments.filter(({ format }) => format.part === 'main');
  const hidden = mains.filter(({ format }, index) => mains.findIndex((other) => other.format === format) < index);
  return hidden.map(({ file }) => ({
    kind: 'files that another one of the node hides',
    what: file,
    file,
    range: START,
  }));
}

/** Endpoints with a port on another machine, in keys that the catalogue does not have for the product. */
function strangeEndpoints(fragments: readonly Fragment[], settings: NodeSettings): UnreadPlace[] {
  const dialled = new Set(fragments.flatMap(({ dials }) => dials.map(({ range }) => range)));
  const leads = new Map(fragments.flatMap((fragment) => hostsElsewhere(fragment)));
  const candidates = settings.leaves.filter(
    (leaf) =>
      !dialled.has(leaf.range) &&
      leads.get(leaf.range)?.some((host) => host !== settings.hostName) &&
      !settings.isClosed(leaf),
  );
  if (candidates.length === 0) return [];
  const known = knownLeaves(settings);
  return candidates.flatMap((leaf) =>
    known.has(leaf)
      ? []
      : [
          {
            kind: 'endpoints of keys that the catalogue does not know',
            what: writtenPlace(leaf),
            file: leaf.file,
            range: leaf.range,
          },
        ],
  );
}

/** The other machines that each value of a file leads to, by its place. Many nodes may read one file. */
const hostsElsewhere = memo(({ settings }: Fragment) =>
  settings.flatMap(({ value, range }) => {
    const hosts = machinesIn(value);
    return hosts.length === 0 ? [] : [[range, hosts] as const];
  }),
);

function machinesIn(value: string): readonly string[] {
  if (!value.includes(':')) return [];
  return parseEndpoints(value).flatMap(({ host, port, text }) => {
    const isElsewhere =
      host !== undefined &&
      port !== undefined &&
      text.includes(`:${port}`) &&
      !isLoopback(host) &&
      !OWN_HOST.test(host);
    return isElsewhere ? [host] : [];
  });
}

/** Leaves that a listener, a link or a reference of the release takes, in whatever profile. */
function knownLeaves(settings: NodeSettings): ReadonlySet<PlacedLeaf> {
  const { listeners, links, selfReferences } = settings.release;
  const entries = [
    ...listeners.flatMap((listener) => [
      listener.settings,
      listener.enableSettings,
      listener.bindSettings,
      listener.proxySettings,
    ]),
    ...[...links, ...selfReferences].map((entry) => entry.settings),
  ];
  return new Set(entries.flatMap((entry) => leavesOf(settings.leaves, entry)));
}
