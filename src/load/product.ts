import type { ProductFile } from '../model/product.js';
import { type NameFault, nameFaults } from './product-names.js';
import { type RangeFault, rangeFaults } from './ranges.js';

/**
 * Returns a product described inside a topology, completed: what an operator need not say about a server of their own
 * has the plainest meaning. Without `releases`, the versions that the topology's nodes name are its releases.
 */
export function completeProduct(id: string, product: Partial<ProductFile>, versions: readonly string[]): ProductFile {
  const releases = product.releases ?? [...new Set(versions)];
  return {
    ...product,
    id,
    name: product.name ?? id,
    releases: releases.length > 0 ? releases : ['1'],
    configModel: product.configModel ?? 'yaml',
    defaultOffset: product.defaultOffset ?? 0,
    offsetSettings: product.offsetSettings ?? {},
    profiles: product.profiles ?? ['default'],
    roles: product.roles ?? {},
    randomPorts: product.randomPorts ?? [],
    listeners: (product.listeners ?? []).map((listener) => ({
      ...listener,
      protocol: listener.protocol ?? 'tcp',
      transport: listener.transport ?? 'tcp',
      purpose: listener.purpose ?? '',
      shift: listener.shift ?? 'fixed',
      explicitTakesOffset: listener.explicitTakesOffset ?? false,
      enabled: listener.enabled ?? true,
      profiles: listener.profiles ?? ['all'],
      bind: listener.bind ?? 'any',
      sources: listener.sources ?? [],
    })),
    links: (product.links ?? []).map((link) => ({
      ...link,
      defaultPort: link.defaultPort ?? null,
      takesOwnOffset: link.takesOwnOffset ?? false,
      enabled: link.enabled ?? true,
      kind: link.kind ?? 'endpoint',
      sources: link.sources ?? [],
    })),
    selfReferences: (product.selfReferences ?? []).map((reference) => ({
      ...reference,
      movesWithOffset: reference.movesWithOffset ?? false,
      edit: reference.edit ?? 'always',
      sources: reference.sources ?? [],
    })),
  };
}

/** Faults that name releases of the list in the product file. */
const NEED_LIST: ReadonlySet<RangeFault['kind']> = new Set(['stranger', 'unlisted']);

/**
 * Finds the faults of a product described inside a topology. Without `releases`, only the versions of the nodes are known, and
 * its ranges may name others.
 */
export function productFaults(written: Partial<ProductFile>, complete: ProductFile): readonly NameFault[] {
  const ranges = rangeFaults(complete);
  return [
    ...(written.releases === undefined ? ranges.filter(({ kind }) => !NEED_LIST.has(kind)) : ranges),
    ...nameFaults(complete),
  ];
}
