import { defineRule } from './rule.js';

type Assumed = {
  readonly node: string;
  readonly product: string;
  readonly version: string;
  /** The release that is used instead. */
  readonly assumed: string;
};

type Unlisted = {
  readonly assumed: Assumed;
  /** `4.2.x` and `latest` mean several releases. */
  readonly newest: Assumed;
};

export const unlistedVersion = defineRule<Unlisted>({
  id: 'unlisted-version',
  severity: 'warning',
  summary: 'the release is not in the catalogue, or not said exactly; the nearest or newest one is assumed',
  why: 'Ports and shift rules change between releases. The results for this node are those of the release that is assumed.',
  remedy: 'Compare the release with the assumed one, or describe it under `products`.',
  example: {
    bad: `version: 1
hosts: { app1: {} }
nodes:
  mi: { host: app1, product: wso2mi, version: 4.2.9 }
`,
    good: `version: 1
hosts: { app1: {} }
nodes:
  mi: { host: app1, product: wso2mi, version: 4.2.0 }
`,
  },
  sources: ['the catalogue itself'],
  messages: {
    assumed: ({ node, product, version, assumed }) =>
      `${product} ${version} of ${node} is not in the catalogue; ${assumed} is assumed`,
    newest: ({ node, product, version, assumed }) =>
      `${product} ${version} of ${node} may be one of several releases; ${assumed}, the newest of them, is assumed`,
  },
  check: function* ({ nodes }) {
    for (const { id, host, product, version, release, assumed, versionPlace } of nodes)
      if (assumed)
        yield {
          message: assumed === 'newest' ? 'newest' : 'assumed',
          data: { node: id, product, version, assumed: release },
          at: {
            ...versionPlace,
            label: `${assumed === 'newest' ? 'one of several releases' : 'not in the catalogue'}; ${release} is assumed`,
          },
          related: [],
          subject: { host, nodes: [id], listeners: [], detail: `${product} ${version}` },
        };
  },
});
