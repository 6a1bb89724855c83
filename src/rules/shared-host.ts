import { groupBy } from '../deployment/lookup.js';
import type { Host } from '../model/deployment.js';
import { defineRule, listed } from './rule.js';

type Shared = {
  readonly apart: {
    readonly hosts: readonly string[];
    /** The file that has them as well. */
    readonly file: string;
  };
};

export const sharedHost = defineRule<Shared>({
  id: 'shared-host',
  severity: 'warning',
  summary: 'a host is in another file too, and the files are checked apart',
  why: 'Each file is a deployment of its own, so a port that a node of the other file takes on the same host is not seen.',
  remedy:
    'Check the files with `--together`, or write `together: true` into one of them. Where they are alternatives, give the nodes the same ids, or switch the rule off.',
  example: {
    bad: `version: 1
hosts: { app1: {} }
nodes:
  first: { host: app1, product: wso2mi, version: 4.2.0 }
`,
    good: `version: 1
together: true
hosts: { app1: {} }
nodes:
  first: { host: app1, product: wso2mi, version: 4.2.0 }
`,
    beside: {
      'other.yaml': `version: 1
hosts: { app1: {} }
nodes:
  second: { host: app1, product: wso2mi, version: 4.2.0, offset: 20 }
`,
    },
  },
  sources: ['the topologies themselves'],
  messages: {
    apart: ({ hosts, file }) =>
      `${listed(hosts)} ${hosts.length === 1 ? 'is' : 'are'} in ${file} as well, which is checked apart: --together looks at both`,
  },
  check: function* ({ hosts }) {
    const shared = hosts.flatMap((host) => (host.elsewhere === undefined ? [] : [{ host, file: host.elsewhere }]));
    for (const group of groupBy(shared, ({ host, file }) => `${host.place.file} ${file}`).values()) {
      const [{ host, file }] = group;
      const ids = group.map((each) => each.host.id);
      yield {
        message: 'apart',
        data: { hosts: ids, file },
        at: labelled(host, file),
        related: group.slice(1).map((each) => labelled(each.host, file)),
        subject: { host: host.id, nodes: [], listeners: [], detail: file },
      };
    }
  },
});

function labelled({ id, place }: Host, file: string) {
  return { ...place, part: 'key' as const, label: `${id} is in ${file} as well` };
}
