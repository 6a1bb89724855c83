import { packagedCatalogue } from '../src/catalogue/files.js';
import { allLinks } from '../src/deployment/all-links.js';
import { expandPlan } from '../src/expand/expand.js';
import { suggest } from '../src/fix/suggest/suggest.js';
import { planOf } from '../src/load/plan.js';
import type { Deployment, Link, Listener } from '../src/model/deployment.js';
import type { NamedDocument } from '../src/model/document.js';
import type { Evaluation } from '../src/model/evaluation.js';
import type { Diagnosis } from '../src/model/finding.js';
import type { HostFields, NodeFields, TopologyDocument } from '../src/model/topology.js';
import { evaluate } from '../src/pipeline/evaluate.js';

/** The catalogue that is shipped: tests speak of real products, so that the vendor's numbers are what they assert. */
export const catalogue = packagedCatalogue();

/** The name that built topologies have in findings. */
export const FILE = 'topology.yaml';

/** A node of a product and release; on `app1` where nothing else is said. */
export function node(product: string, version: string, fields: Partial<NodeFields> = {}): NodeFields {
  return { host: 'app1', product, version, ...fields };
}

/** A topology of these nodes; hosts that are not described exist and are empty. */
export function topology(
  nodes: Readonly<Record<string, NodeFields>>,
  more: Partial<TopologyDocument> = {},
): TopologyDocument {
  const named: Record<string, HostFields> = Object.fromEntries(Object.values(nodes).map(({ host }) => [host, {}]));
  return { version: 1, ...more, hosts: { ...named, ...more.hosts }, nodes };
}

/** Gateway and Key Manager of one release on hosts of their own; the Thrift server is opened to others. */
export function gatewayAndKeyManager(
  version: string,
  gateway: Partial<NodeFields> = {},
  keyManager: Partial<NodeFields> = {},
  more: Partial<TopologyDocument> = {},
): TopologyDocument {
  return topology(
    {
      gateway: node('wso2am', version, { host: 'gw.internal', profile: 'gateway-worker', ...gateway }),
      'key-manager': node('wso2am', version, {
        host: 'km.internal',
        profile: 'api-key-manager',
        ports: { 'thrift-key-validation': { bind: '0.0.0.0' } },
        ...keyManager,
      }),
    },
    more,
  );
}

/** Everything that is derived from a topology. */
export function deploymentOf(document: TopologyDocument): Deployment {
  return expandPlan(planOf([{ file: FILE, document }]).plan, catalogue).deployment;
}

/** A topology with every finding in it, the fixes tried. */
export function evaluated(document: TopologyDocument): Evaluation {
  const evaluateAgain = (documents: readonly NamedDocument[]) => evaluate(documents, catalogue, []);
  return suggest(evaluateAgain([{ file: FILE, document }]), evaluateAgain);
}

// biome-ignore lint/suspicious/noExplicitAny: a test reads the data as the rule wrote it; a wrong name fails the test.
export type Data = Readonly<Record<string, any>>;

/** A finding whose data a test reads as its rule wrote it. */
export type Found = Diagnosis & { readonly data: Data };

/** The findings of one rule. */
export function findings(document: TopologyDocument, rule: string): readonly Found[] {
  return evaluated(document).diagnoses.filter((diagnosis) => diagnosis.rule === rule);
}

/** The one finding of a rule; an error where there is another number of them. */
export function finding(document: TopologyDocument, rule: string): Found {
  const [found, ...others] = findings(document, rule);
  if (!found || others.length > 0)
    throw new Error(`${rule} is found ${others.length + (found ? 1 : 0)} times, not once`);
  return found;
}

/** The listener of a node; an error where it does not open it. */
export function listenerOf(document: TopologyDocument, nodeId: string, id: string): Listener {
  const found = deploymentOf(document).listeners.find((listener) => listener.node === nodeId && listener.id === id);
  if (!found) throw new Error(`${nodeId} does not open ${id}`);
  return found;
}

/** The ids of the listeners that a node opens. */
export function openedBy(document: TopologyDocument, nodeId: string): readonly string[] {
  return deploymentOf(document)
    .listeners.filter((listener) => listener.node === nodeId)
    .map(({ id }) => id);
}

/** The links of a node that have an id, used or not. */
export function linksOf(document: TopologyDocument, nodeId: string, id: string): readonly Link[] {
  return allLinks(deploymentOf(document)).filter((link) => link.node === nodeId && link.id === id);
}

/** The one link of a node that has an id; an error where there is another number of them. */
export function linkOf(document: TopologyDocument, nodeId: string, id: string): Link {
  const [found, ...others] = linksOf(document, nodeId, id);
  if (!found || others.length > 0) throw new Error(`${nodeId} does not have the link ${id} once`);
  return found;
}

/** Paths and values that fixes write, for comparison. */
export function editsOf({ fixes }: Diagnosis) {
  return fixes.map(({ edits }) => edits.map(({ path, from, to }) => ({ path: path.join('.'), from, to })));
}
