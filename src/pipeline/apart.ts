import type { NamedDocument } from '../model/document.js';
import { isLoopback } from '../values/addresses.js';
import { entryOf } from '../values/memo.js';

/** A host of a file that was read before. */
interface Seen {
  readonly file: string;
  readonly nodes: ReadonlySet<string>;
}

/** Remembers which hosts the files have that are checked apart. */
export class HostsApart {
  private readonly seen = new Map<string, Seen>();

  /**
   * Returns documents with the hosts that another file has as well, apart from those of one plan in two versions: these have nodes of
   * one id. Afterwards the hosts of the documents are known.
   */
  marked(documents: readonly NamedDocument[]): readonly NamedDocument[] {
    const hosts = documents.map(nodesByHost);
    const result = documents.map((named, index) => {
      const elsewhere = [...(hosts[index] ?? [])].flatMap(([id, nodes]): [string, string][] => {
        const other = this.seen.get(id);
        return other && nodes.every((node) => !other.nodes.has(node)) ? [[id, other.file]] : [];
      });
      return elsewhere.length === 0 ? named : { ...named, elsewhere: new Map(elsewhere) };
    });
    for (const [index, { file }] of documents.entries())
      for (const [id, nodes] of hosts[index] ?? [])
        if (!this.seen.has(id)) this.seen.set(id, { file, nodes: new Set(nodes) });
    return result;
  }
}

/** Ids of the nodes on each host and in its containers. Every machine calls itself localhost. */
function nodesByHost({ document }: NamedDocument): ReadonlyMap<string, readonly string[]> {
  const hosts = new Map(Object.entries(document.hosts));
  const nodes = new Map<string, string[]>();
  for (const [node, { host }] of Object.entries(document.nodes))
    for (const id of [host, hosts.get(host)?.on ?? host])
      if (hosts.has(id) && !isLoopback(id)) entryOf(nodes, id, (): string[] => []).push(node);
  return nodes;
}
