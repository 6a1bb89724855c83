import { type Alias, type Document, isAlias, isCollection, isMap, isPair, isSeq, type Node, type YAMLMap } from 'yaml';
import { brief } from '../values/brief.js';
import { type Limits, limitProblem } from './limits.js';
import { hasRange, isMerge, keyText } from './yaml-nodes.js';

/** The node each alias means. */
export type AliasTargets = ReadonlyMap<unknown, Node>;

export interface Inspection {
  /** The first thing that makes the document unusable, and where it is. */
  readonly excess?: {
    readonly reason: string;
    readonly node: Node;
    /** The facts that the node repeats. */
    readonly first?: Node;
  };
  readonly targets: AliasTargets;
}

/** Looks for duplicate keys and for texts that are small on disk and huge in memory; finds what each alias means. */
export function inspect(document: Document.Parsed, limits: Limits): Inspection {
  const inspector = new Inspector(limits);
  inspector.size(document.contents, 1);
  const { excess, targets } = inspector;
  return excess ? { excess, targets } : { targets };
}

class Inspector {
  excess: Inspection['excess'];
  readonly targets = new Map<Node, Node>();
  private readonly anchors = new Map<string, Node>();
  /** Values below each anchor, once it is closed. */
  private readonly sizes = new Map<Node, number>();
  private readonly uses = new Map<Node, number>();
  private readonly limits: Limits;

  constructor(limits: Limits) {
    this.limits = limits;
  }

  /** Counts the values of a node with aliases expanded; stops counting once something is wrong. */
  size(node: unknown, depth: number): number {
    if (this.excess || !hasRange(node)) return 1;
    if (depth > this.limits.depth) return this.stop(limitProblem.depth(this.limits.depth), node);
    if (isAlias(node)) return this.aliasSize(node);
    if (node.anchor) this.anchors.set(node.anchor, node);
    const total =
      1 + (isMap(node) ? this.mapSize(node, depth) : isCollection(node) ? this.itemsSize(node.items, depth) : 0);
    if (total > this.limits.values) return this.stop(limitProblem.values(this.limits.values), node);
    if (node.anchor) this.sizes.set(node, total);
    return total;
  }

  private stop(reason: string, node: Node, first?: Node): number {
    this.excess ??= { reason, node, ...(first ? { first } : {}) };
    return 0;
  }

  private aliasSize(alias: Alias): number {
    const target = this.anchors.get(alias.source);
    if (!target) return this.stop(`no anchor "${brief(alias.source)}" stands before this alias`, alias);
    this.targets.set(alias, target);
    const size = this.sizes.get(target);
    if (size === undefined) return this.stop('the alias stands inside its own anchor', alias);
    const used = (this.uses.get(target) ?? 0) + 1;
    this.uses.set(target, used);
    return used > this.limits.aliases ? this.stop(limitProblem.aliases(this.limits.aliases), alias) : size;
  }

  private mapSize(map: YAMLMap, depth: number): number {
    const seen = new Map<string, Node>();
    let total = map.items.length;
    for (const pair of map.items) {
      const key = keyText(pair);
      const merges = isMerge(pair);
      const first = seen.get(key);
      if (first && !merges) this.stop(`the key "${brief(key)}" stands twice in this map`, pair.key as Node, first);
      else seen.set(key, pair.key as Node);
      total += this.size(pair.value, depth + 1);
      if (merges && !this.canMerge(pair.value)) this.stop('only maps can be merged with <<', pair.key as Node);
    }
    return total;
  }

  private itemsSize(items: readonly unknown[], depth: number): number {
    return items.reduce<number>((total, item) => total + this.size(isPair(item) ? item.value : item, depth + 1), 0);
  }

  private canMerge(value: unknown): boolean {
    const source = this.targets.get(value as Node) ?? value;
    const items = isSeq(source) ? source.items.map((item) => this.targets.get(item as Node) ?? item) : [source];
    return items.every(isMap);
  }
}
