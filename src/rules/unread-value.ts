import type { ChartValue } from '../model/chart-value.js';
import type { Node } from '../model/deployment.js';
import type { ProblemOf } from '../model/finding.js';
import { defineRule } from './rule.js';

type UnreadMessages = {
  /** No template reads it. */
  readonly unread: Value & { readonly isReplaced: boolean };
  /** Templates write its number beside reading it. */
  readonly replaced: Value;
};

type Value = {
  readonly chart: string;
  readonly path: string;
  /** 1-65535 */
  readonly port: number;
};

export const unreadValue = defineRule<UnreadMessages>({
  id: 'unread-value',
  severity: 'warning',
  summary: 'a port among the values of a Helm chart is not what its templates write',
  why: 'Whoever installs the chart sets the value and believes that the port has changed. The template has the number as a literal, and dials or opens the old one.',
  remedy: 'Read the value in the template, or remove it from the values.',
  example: {
    bad: `apiVersion: v1
kind: ConfigMap
metadata: { name: mi }
data:
  deployment.toml: |
    [icp_config]
    icp_url = "https://{{ .Values.wso2.icp.host }}:9445"
`,
    good: `apiVersion: v1
kind: ConfigMap
metadata: { name: mi }
data:
  deployment.toml: |
    [icp_config]
    icp_url = "https://{{ .Values.wso2.icp.host }}:{{ .Values.wso2.icp.port }}"
`,
    tree: 'templates/conf.yaml',
    files: {
      'Chart.yaml': 'name: wso2mi\nappVersion: "4.6.0"\n',
      'templates/deployment.yaml':
        'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: mi }\nspec:\n  template:\n    spec: { containers: [{ name: mi, image: "wso2/wso2mi:4.6.0" }] }\n',
      'values.yaml': 'wso2:\n  icp:\n    host: icp\n    port: 9445\n',
    },
  },
  sources: [
    'wso2/helm-apim@distributed/traffic-manager/values.yaml',
    'api-platform issue 2123',
    'product-is issue 23152',
  ],
  messages: {
    unread: ({ chart, path, port, isReplaced }) =>
      isReplaced
        ? `no template of chart ${chart} reads ${path}: ${port} is written as a number instead`
        : `no template of chart ${chart} reads ${path}: another port than ${port} changes nothing`,
    replaced: ({ chart, path, port }) =>
      `a template of chart ${chart} writes ${port} as a number, where ${path} is read elsewhere`,
  },
  check: function* ({ nodes }) {
    const told = new Set<ChartValue>();
    for (const node of nodes)
      for (const value of node.evidence?.chartValues ?? []) {
        if (!told.has(value)) yield problemOf(node, value);
        told.add(value);
      }
  },
});

function problemOf({ id, host }: Node, value: ChartValue): ProblemOf<UnreadMessages> {
  const { chart, path, port, isRead, literals, file, range } = value;
  const data = { chart, path, port };
  const own = { file, range, path: [], label: `${path} = ${port}` };
  const written = literals.map((literal) => ({ ...literal, path: [], label: `${port} in place of ${path}` }));
  const subject = { host, nodes: [id], listeners: [], detail: path };
  const [first, ...others] = written;
  if (isRead && first) return { message: 'replaced', data, at: first, related: [own, ...others], subject };
  return { message: 'unread', data: { ...data, isReplaced: written.length > 0 }, at: own, related: written, subject };
}
