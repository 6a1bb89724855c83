import { defineRule } from './rule.js';

type Unlisted = {
  readonly assumed: {
    readonly node: string;
    readonly product: string;
    readonly version: string;
    /** The release that is used instead. */
    readonly assumed: string;
  };
};

export const unlistedVersion = defineRule<Unlisted>({
  id: 'unlisted-version',
  severity: 'warning',
  summary: 'the release is not in the catalogue; the nearest one is assumed',
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
  },
  check: function* ({ nodes }) {
    for (const { id, host, product, version, release, listed, versionPlace } of nodes)
      if (!listed)
        yield {
          message: 'assumed',
          data: { node: id, product, version, assumed: release },
          at: { ...versionPlace, label: `not in the catalogue; ${release} is assumed` },
          related: [],
          subject: { host, nodes: [id], listeners: [], detail: `${product} ${version}` },
        };
  },
});
