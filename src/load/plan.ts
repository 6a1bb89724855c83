import type { NamedDocument } from '../model/document.js';
import type { SchemaProblem } from '../model/problems.js';
import type { ProductFile } from '../model/product.js';
import type { NodePlan, Plan } from '../model/topology.js';
import { hostPlans, mergeHosts, withinLimit } from './hosts.js';
import { duplicateNode, nodePlan, Reader } from './nodes.js';
import { completeProduct, productFaults } from './product.js';
import { schemaProblem } from './schema-problem.js';

export interface Planned {
  readonly plan: Plan;
  readonly problems: readonly SchemaProblem[];
}

/**
 * Writes documents out as one plan: defaults applied, short forms written out, every value with its place.
 * Hosts of the same id are one host; a node id may occur once only.
 */
export function planOf(documents: readonly NamedDocument[]): Planned {
  const problems: SchemaProblem[] = documents.flatMap((document) => document.problems ?? []);
  const nodes = new Map<string, NodePlan>();
  for (const named of documents)
    for (const [id, own] of Object.entries(named.document.nodes)) {
      const first = nodes.get(id);
      if (first) problems.push(duplicateNode(named.file, id, first));
      else nodes.set(id, nodePlan(new Reader(named, own, id, documents.length > 1), problems));
    }
  const named = documents.find(({ document }) => document.name !== undefined);
  return {
    problems,
    plan: {
      ...(named?.document.name === undefined ? {} : { name: named.document.name }),
      files: documents.map(({ file }) => file),
      hosts: withinLimit(mergeHosts(documents.flatMap((named) => hostPlans(named, problems))), problems),
      nodes: [...nodes.values()],
      ignores: documents.flatMap(({ file, document }) =>
        (document.ignore ?? []).map((entry, index) => ({ ...entry, place: { file, path: ['ignore', index] } })),
      ),
      severities: documents.flatMap(({ file, document }) =>
        Object.entries(document.rules ?? {}).map(([rule, severity]) => ({
          rule,
          severity,
          place: { file, path: ['rules', rule] },
        })),
      ),
      products: documents.flatMap((named) => inlineProducts(named, problems)),
    },
  };
}

function inlineProducts({ file, document }: NamedDocument, problems: SchemaProblem[]): ProductFile[] {
  const versionsOf = (id: string) =>
    Object.values(document.nodes).flatMap((node) => {
      const [product, version] = [
        node.product ?? document.defaults?.product,
        node.version ?? document.defaults?.version,
      ];
      return product === id && version !== undefined ? [version] : [];
    });
  return Object.entries(document.products ?? {}).map(([id, product]) => {
    const complete = completeProduct(id, product, versionsOf(id));
    for (const { path, reason } of productFaults(product, complete))
      problems.push(schemaProblem(file, { path: ['products', id, ...path], key: true, reason }));
    return complete;
  });
}
