import type { Format, Fragment, Hint, Home, Leaf, Rendering } from '../../model/fragment.js';
import { posix } from '../../values/posix.js';
import { isVersion } from '../../values/versions.js';
import { emptyFragment } from '../format.js';
import { baseNameOf } from '../home.js';
import { leafAt } from '../leaf.js';
import { inputsOf } from '../rendering.js';
import { hint, hostNameAt, offsetAt } from '../structured.js';
import { yamlLeaves } from '../syntax/yaml.js';

const TOML = 'deployment.toml: apim';

/** The values that the templates of wso2/ansible-apim (3.x and later) write into deployment.toml; the catalogue knows which release has the key. */
const RENDERINGS: readonly Rendering[] = [
  { each: 'key_manager_server_url', writes: { [`${TOML}/key_manager/service_url`]: '{}' } },
  { each: 'api_devportal_url', writes: { [`${TOML}/devportal/url`]: '{}' } },
  { each: 'oauth_configs_revoke_api_url', writes: { [`${TOML}/oauth_config/revoke_endpoint`]: '{}' } },
  { each: 'traffic_manager_receiver_url', writes: { [`${TOML}/throttling/receiver_url`]: '{}' } },
  { each: 'traffic_manager_auth_url', writes: { [`${TOML}/throttling/receiver_auth_url`]: '{}' } },
  { each: 'throttle_config_policy_deployer_url', writes: { [`${TOML}/throttling/service_url`]: '{}' } },
  { each: 'throttle_decision_endpoints', writes: { [`${TOML}/throttling/throttle_decision_endpoints#1`]: '{}' } },
  { each: 'event_hub_service_url', writes: { [`${TOML}/event_hub/service_url`]: '{}' } },
  { each: 'event_listening_endpoints', writes: { [`${TOML}/event_hub/event_listening_endpoints#1`]: '{}' } },
  { each: 'analytics_enabled', writes: { [`${TOML}/analytics/enable`]: '{}' } },
  { each: 'stream_processor_rest_api_url', writes: { [`${TOML}/analytics/store_api_url`]: '{}' } },
  { each: 'workflow_enable', writes: { [`${TOML}/workflow/enable`]: '{}' } },
  { each: 'workflow_service_url', writes: { [`${TOML}/workflow/service_url`]: '{}' } },
  ...['traffic_manager_urls', 'traffic_manager_auth_urls'].map((urls) => ({
    each: `throttling_url_group/${urls}`,
    writes: { [`${TOML}/throttling/url_group#1/${urls}#2`]: '{}' },
  })),
  ...(
    [
      ['analytics_urls', 'analytics_url'],
      ['analytics_auth_urls', 'analytics_auth_url'],
    ] as const
  ).map(([urls, key]) => ({
    each: `analytics_url_group/${urls}`,
    writes: { [`${TOML}/analytics/url_group#1/${key}#2`]: '{}' },
  })),
  {
    each: 'gateway_environments',
    writes: Object.fromEntries(
      [
        'service_url',
        'ws_endpoint',
        'wss_endpoint',
        'http_endpoint',
        'https_endpoint',
        'websub_event_receiver_http_endpoint',
        'websub_event_receiver_https_endpoint',
      ].map((key) => [`${TOML}/gateway/environment#1/${key}`, `{${key}}`]),
    ),
  },
];

/** Variables whose meaning is plain; the files of a role decide about the others. */
export const ansible: Format = {
  id: 'ansible',
  title:
    'Ansible host_vars and group_vars: ports_offset, hostname, product_name, product_version, hosts and ports of peers',
  files: /(^|\/)(host_vars|group_vars)\/([^/]+\/)?[^/]+\.ya?ml$/,
  survivesToml: true,
  runsAs: 'machine',
  homeOf: varsHome,
  sharing: { isShared: (file) => file.includes('group_vars/'), nearest: groupsOf },
  renders: RENDERINGS,
  read(file, text): Fragment {
    const read = yamlLeaves(text);
    if (!read.ok) return { ...emptyFragment(file, ansible), fault: read.fault };
    const leaves = read.leaves.flatMap(unquoted);
    const product = leafAt(leaves, 'product_name');
    const version = leafAt(leaves, 'product_version');
    const hints: Hint[] = [];
    if (product) hints.push(hint(file, product, 'product', 'path', product.value, 'product_name'));
    if (version && isVersion(version.value))
      hints.push(hint(file, version, 'version', 'file', version.value, 'product_version'));
    return {
      ...emptyFragment(file, ansible),
      hints,
      inputs: inputsOf(leaves),
      ...offsetAt(file, leaves, 'ports_offset'),
      ...hostNameAt(file, leaves, ['hostname']),
    };
  },
};

/** A list or map in quotes, `"[{ urls: [tcp://tm:9611] }]"`, also as an expression of Jinja: its values, all at the place of the text. */
function unquoted(leaf: Leaf): readonly Leaf[] {
  const text = /^\{\{\s*([[{].*[\]}])\s*\}\}$/s.exec(leaf.value)?.[1] ?? leaf.value;
  if (!/^(?:\[.*\]|\{(?!\{).*\})$/s.test(text)) return [leaf];
  const inner = yamlLeaves(`x: ${text.replaceAll('\n', ' ')}`);
  if (!inner.ok) return [leaf];
  return inner.leaves.map(({ steps: [own, ...rest], value }) => {
    const last = leaf.steps.at(-1);
    const steps = own && last ? [...leaf.steps.slice(0, -1), { ...own, name: last.name }, ...rest] : leaf.steps;
    return { ...leaf, steps, value };
  });
}

/** `host_vars/gw.yml`, or all files of `host_vars/gw/`. */
function varsHome(file: string): Home {
  const [, folder] = /^(.*(?:host|group)_vars\/[^/]+)\/[^/]+$/.exec(file) ?? [];
  return folder === undefined ? { key: file, name: baseNameOf(file) } : { key: folder, name: posix.basename(folder) };
}

/** By the inventory; without one, the group of a node is named like the start of its name, and what is left are groups of groups. */
function groupsOf(home: Home, shared: readonly string[], machineGroups?: readonly string[]): readonly string[] {
  const folder = posix.join(posix.dirname(posix.dirname(home.key)), 'group_vars');
  const groups = shared.filter((file) => posix.dirname(varsHome(file).key) === folder);
  const nameOf = (file: string) => varsHome(file).name;
  if (machineGroups)
    return [...machineGroups, 'all'].flatMap((group) => groups.filter((file) => nameOf(file) === group));
  const fitting = groups
    .filter((file) => home.name.startsWith(nameOf(file)))
    .sort((a, b) => nameOf(b).length - nameOf(a).length);
  const generic = groups.filter((file) => !fitting.includes(file) && /^(all|ei)$/.test(nameOf(file)));
  return [...fitting, ...generic];
}
