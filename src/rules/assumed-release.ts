import { groupBy } from '../deployment/lookup.js';
import type { Node } from '../model/deployment.js';
import type { Assumption } from '../model/evidence.js';
import type { ProblemOf } from '../model/finding.js';
import { defineRule, listed } from './rule.js';

type Assumed = {
  readonly assumed: {
    readonly nodes: readonly string[];
    readonly product: string;
    /** The release that is taken. */
    readonly version: string;
    /** The releases that the files allow, ascending. */
    readonly candidates: readonly string[];
    /** Listeners and links that another release would change. */
    readonly depending: readonly string[];
  };
};

export const assumedRelease = defineRule<Assumed>({
  id: 'assumed-release',
  severity: 'warning',
  summary: 'no file says the release of a node, and its ports depend on it',
  why: 'Ports, profiles and what the offset moves change between releases. What is said of the node is true of the release that is assumed.',
  remedy: 'Say the release: with --version, with the tag of the image, or in a topology that points at the files.',
  example: {
    bad: `services:
  mi:
    image: wso2/wso2mi
`,
    good: `services:
  mi:
    image: wso2/wso2mi:4.2.0
`,
    tree: 'compose.yaml',
  },
  sources: ['the catalogue: what differs between the releases that the files allow'],
  messages: {
    assumed: ({ nodes, product, version, candidates, depending }) =>
      `no file says the release of ${product} of ${listed(nodes)}: ${version} is assumed, ${candidates.length - 1} more fit, and ${dependingText(depending)}`,
  },
  check: function* ({ nodes }) {
    const open = nodes.flatMap((node) => {
      const assumption = node.evidence?.assumed.find(
        ({ aspect, depending }) => aspect === 'version' && depending.length > 0,
      );
      return assumption ? [{ node, assumption }] : [];
    });
    const alike = groupBy(open, ({ node, assumption }) => `${node.product} ${assumption.value}`);
    for (const group of alike.values()) yield problemOf(group);
  },
});

function problemOf([first, ...others]: readonly [Open, ...Open[]]): ProblemOf<Assumed> {
  const { node, assumption } = first;
  const nodes = [node.id, ...others.map((other) => other.node.id)];
  const depending = [...new Set([first, ...others].flatMap((open) => open.assumption.depending))].sort();
  const { value, candidates } = assumption;
  return {
    message: 'assumed',
    data: { nodes, product: node.product, version: value, candidates, depending },
    at: { ...node.place, label: `${node.id}: ${value} is assumed` },
    related: others.map((other) => ({ ...other.node.place, label: `${other.node.id}: ${value} is assumed` })),
    subject: { nodes, listeners: [], detail: `${node.product} ${value}` },
    notes: [
      `the files allow ${candidates.join(', ')}`,
      ...(value === candidates.at(-1) ? [] : [`${value} is the newest with which they bring the fewest errors`]),
      `to say it: --version ${nodes.length === 1 ? node.id : node.product}=<release>`,
    ],
  };
}

interface Open {
  readonly node: Node;
  readonly assumption: Assumption;
}

/** Names that are shown; the data has all. */
const SHOWN = 4;

function dependingText(depending: readonly string[]): string {
  const named = depending.slice(0, SHOWN).join(', ');
  const more = depending.length > SHOWN ? ` and ${depending.length - SHOWN} more` : '';
  return `${named}${more} ${depending.length === 1 ? 'depends' : 'depend'} on it`;
}
