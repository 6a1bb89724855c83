import { handEdits } from '../deployment/hand-edits.js';
import { groupBy, lookupIn } from '../deployment/lookup.js';
import type { Deployment, Link, Listener, Node } from '../model/deployment.js';
import type { ProblemOf } from '../model/finding.js';
import { compareTexts } from '../values/lists.js';
import { entryOf, memo } from '../values/memo.js';
import { endText } from '../values/ports.js';
import { present } from '../values/present.js';
import { counted, defineRule, listedBriefly } from './rule.js';

type Edits = {
  readonly edit: {
    readonly node: string;
    readonly host: string;
    readonly offset: number;
    readonly shippedOffset: number;
    readonly edits: readonly ManualEdit[];
  };
};

export const manualEdit = defineRule<Edits>({
  id: 'manual-edit',
  severity: 'info',
  summary: "a node's offset is not the shipped one, and files have to be edited by hand for it",
  why: 'The offset moves listeners, but not the port numbers in files and stored callbacks: workflow callbacks, jndi.properties, advertised endpoints and portal logins keep the old port.',
  remedy:
    'Edit the listed files, then write the new ports under `ports` of the node (or disable what is not used) to record that it is done.',
  example: {
    bad: `version: 1
hosts: { app1: {} }
nodes:
  apim: { host: app1, product: wso2am, version: 4.1.0, offset: 2 }
`,
    good: `version: 1
hosts: { app1: {} }
nodes:
  apim: { host: app1, product: wso2am, version: 4.1.0 }
`,
  },
  sources: [
    'Vendor page "Changing the Default Ports with Offset"',
    'docs-apim issues 5403 and 5513',
    'product-apim issue 6976',
    'product-is issue 10514',
  ],
  messages: {
    edit: ({ node, offset, edits }) =>
      `${node} runs at offset ${offset}, and ${counted(edits.length, 'port')} in its files ${edits.length === 1 ? 'has' : 'have'} to be edited by hand`,
  },
  check: function* (deployment) {
    const own = deployment.nodes.map((node) => ({
      node,
      edits: [...referenceEdits(node, deployment), ...(isMoved(node) ? listenerEdits(node, deployment) : [])],
    }));
    const sharing = sharingOf(own);
    for (const { node, edits } of own) {
      const said = edits.flatMap((edit) => saidOnce(edit, node, sharing));
      if (said.length > 0) yield problemOf(node, said);
    }
  },
});

function isMoved({ offset, shippedOffset }: Node): boolean {
  return offset !== shippedOffset;
}

interface ManualEdit {
  readonly reference: string;
  readonly file: string;
  readonly element: string;
  /** Ports before and after, 1-65535. */
  readonly from: number;
  readonly to: number;
  /** The host of the node that is meant, where it is not the own one. */
  readonly host?: string;
  /** The nodes that share the place, if several do. */
  readonly nodes?: readonly string[];
}

/** An edit, and whether it is made in a database that the nodes of a product and group share. */
interface OwnEdit extends ManualEdit {
  readonly isShared?: true;
}

/** The nodes that need the same edit of the same database, in the order of their ids: another order of the file is no other finding. */
type Sharing = ReadonlyMap<string, readonly string[]>;

function sharingOf(own: readonly { readonly node: Node; readonly edits: readonly OwnEdit[] }[]): Sharing {
  const sharing = new Map<string, string[]>();
  for (const { node, edits } of own)
    for (const edit of edits) if (edit.isShared) entryOf(sharing, sharedKey(edit, node), () => []).push(node.id);
  for (const nodes of sharing.values()) nodes.sort(compareTexts);
  return sharing;
}

function sharedKey({ reference, to }: ManualEdit, { product, group }: Node): string {
  return JSON.stringify([product, group, reference, to]);
}

/** An edit that several nodes share is said of the first of them. */
function saidOnce({ isShared, ...edit }: OwnEdit, node: Node, sharing: Sharing): readonly ManualEdit[] {
  const nodes = isShared ? (sharing.get(sharedKey(edit, node)) ?? []) : [];
  if (nodes.length < 2) return [edit];
  return nodes[0] === node.id ? [{ ...edit, nodes }] : [];
}

/** Returns the ports in files whose new content the topology does not record. */
function referenceEdits(node: Node, deployment: Deployment): OwnEdit[] {
  const written = writtenLinks(deployment).get(node.id) ?? NONE;
  return handEdits(node, deployment)
    .filter(({ isRecorded, listener, file }) => !isRecorded && !written.has(`${file} ${listener}`))
    .map(({ reference, file, element, from, to, host, isShared }) => ({
      ...{ reference, file, element, from, to },
      ...present({ host }),
      ...(isShared ? { isShared } : {}),
    }));
}

const NONE: ReadonlySet<string> = new Set();
/** File and own listener of each literal that the topology writes: it states the content of the file, and other rules judge it. */
const writtenLinks = memo(
  (deployment: Deployment): ReadonlyMap<string, ReadonlySet<string>> =>
    new Map(
      [...groupBy(ownLiterals(deployment), ({ node }) => node)].map(([id, links]) => [
        id,
        new Set(links.map(({ setting, listener }) => `${setting?.file} ${listener}`)),
      ]),
    ),
);

function ownLiterals({ links }: Deployment): readonly Link[] {
  return links.filter(({ node, target, url }) => url !== undefined && node === target);
}

/** Returns listeners that the offset does not move and that need another value where two nodes share a host. */
function listenerEdits(node: Node, deployment: Deployment): ManualEdit[] {
  return lookupIn(deployment)
    .listenersOf(node.id)
    .filter(({ shift }) => shift === 'manual')
    .flatMap((listener) => {
      const { id, basePort, configured, setting } = listener;
      if (configured !== undefined || basePort === null || !setting || !needsOwnValue(listener, deployment)) return [];
      const to = basePort + node.offset - node.shippedOffset;
      return [{ reference: id, file: setting.file, element: setting.setting, from: basePort, to }];
    });
}

/** A port that the offset does not move is right as long as nothing else of its host has it. */
function needsOwnValue({ host, port, node, id }: Listener, deployment: Deployment): boolean {
  const others = lookupIn(deployment).listenersAt(host, { from: port, to: port });
  return others.some((other) => other.node !== node || other.id !== id);
}

function problemOf(node: Node, edits: readonly ManualEdit[]): ProblemOf<Edits> {
  return {
    message: 'edit',
    data: { node: node.id, host: node.host, offset: node.offset, shippedOffset: node.shippedOffset, edits },
    at: { ...node.offsetPlace, label: `${node.id}: offset ${node.offset}` },
    related: [],
    subject: { host: node.host, nodes: [node.id], listeners: [...new Set(edits.map(({ reference }) => reference))] },
    notes: edits.map(
      ({ reference, file, element, from, to, host, nodes }) =>
        `${reference}: ${from} -> ${endText(to, host)} in ${file}${element === '' ? '' : ` (${element})`}${nodes === undefined ? '' : `, once for ${listedBriefly(nodes)}`}`,
    ),
  };
}
