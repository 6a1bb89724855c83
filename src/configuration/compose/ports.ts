import type { Found, Leaf, UnreadPlace } from '../../model/fragment.js';
import { parsePublished } from '../../values/ports.js';
import { foundIn } from '../plain-values.js';

/** Published ports in the short syntax, and those that nothing can publish. */
export interface PublishedPorts {
  readonly published: readonly Found<string>[];
  readonly unread: readonly UnreadPlace[];
}

/** Ports of the machine; the long form is written short. A port without one is published nowhere in particular. */
export function publishedIn(file: string, leaves: readonly Leaf[]): PublishedPorts {
  const published: Found<string>[] = [];
  const unread: UnreadPlace[] = [];
  const add = (leaf: Leaf, text: string) => {
    if (!SHORT.test(text)) return;
    if (parsePublished(text)) published.push(foundIn(file, leaf, text, 'ports'));
    else
      unread.push({
        kind: 'published ports that are none: from 1 to 65535, ranges of equal length',
        what: text,
        file,
        range: leaf.range,
      });
  };
  const long = new Map<number, { leaf: Leaf; values: Map<string, string> }>();
  for (const leaf of leaves) {
    const [list, key] = leaf.steps;
    if (list?.name !== 'ports') continue;
    if (!key) {
      add(leaf, leaf.value);
      continue;
    }
    const entry = long.get(list.index) ?? { leaf, values: new Map<string, string>() };
    entry.values.set(key.name, leaf.value);
    long.set(list.index, key.name === 'published' ? { ...entry, leaf } : entry);
  }
  for (const { leaf, values } of long.values()) {
    const text = shortSyntax(Object.fromEntries(values));
    if (text !== undefined) add(leaf, text);
  }
  return { published, unread };
}

const SHORT = /^(?:[^/\s]+:)?[0-9]{1,9}(?:-[0-9]{1,9})?:[0-9]{1,9}(?:-[0-9]{1,9})?(?:\/(?:tcp|udp))?$/;

function shortSyntax(long: Readonly<Record<string, string>>): string | undefined {
  const { host_ip: bind, published, target, protocol } = long;
  if (published === undefined || target === undefined) return undefined;
  return `${bind === undefined ? '' : `${bind}:`}${published}:${target}${protocol === undefined ? '' : `/${protocol}`}`;
}
