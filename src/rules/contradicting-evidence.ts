import type { Node } from '../model/deployment.js';
import type { Contradiction } from '../model/evidence.js';
import type { ProblemOf } from '../model/finding.js';
import type { Aspect } from '../model/fragment.js';
import { defineRule } from './rule.js';

type Contradicting = {
  readonly contradicts: {
    readonly node: string;
    readonly aspect: Aspect;
    readonly taken: string;
    readonly takenFrom: string;
    readonly other: string;
    readonly otherFrom: string;
  };
};

export const contradictingEvidence = defineRule<Contradicting>({
  id: 'contradicting-evidence',
  severity: 'warning',
  summary: 'two files of a node name different products, profiles, or releases with different ports',
  why: 'Only one of them is what runs. What is said of the node is true of the stronger one: an image counts more than a start script, which counts more than a file.',
  remedy: 'Correct the file that is wrong, or say what runs with --product, --version or --profile.',
  example: {
    bad: `services:
  am:
    image: wso2/wso2am:4.2.0
    environment: [PROFILE_NAME=default]
    command: ['-Dprofile=traffic-manager']
`,
    good: `services:
  am:
    image: wso2/wso2am:4.2.0
    environment: [PROFILE_NAME=default]
`,
    tree: 'compose.yaml',
  },
  sources: ['the files of the node'],
  messages: {
    contradicts: ({ node, aspect, taken, takenFrom, other, otherFrom }) =>
      `${aspect === 'version' ? 'the release' : `the ${aspect}`} of ${node} is ${taken} by ${takenFrom}, and ${other} by ${otherFrom}`,
  },
  check: function* ({ nodes }) {
    for (const node of nodes) for (const entry of node.evidence?.contradictions ?? []) yield problemOf(node, entry);
  },
});

function problemOf({ id, place }: Node, { aspect, taken, other }: Contradiction): ProblemOf<Contradicting> {
  return {
    message: 'contradicts',
    data: {
      node: id,
      aspect,
      taken: taken.value,
      takenFrom: taken.why,
      other: other.value,
      otherFrom: other.why,
    },
    at: { file: other.file, range: other.range, path: place.path, label: `${id}: ${other.value}` },
    related: [{ file: taken.file, range: taken.range, path: place.path, label: `${taken.value} is taken` }],
    subject: { nodes: [id], listeners: [], detail: `${aspect} ${taken.value} ${other.value}` },
  };
}
