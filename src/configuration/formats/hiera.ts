import type { Format, Fragment, Hint, Home, Leaf, NamedAddress, Rendering } from '../../model/fragment.js';
import { posix } from '../../values/posix.js';
import { releaseIn } from '../../values/versions.js';
import { emptyFragment } from '../format.js';
import { baseNameOf, nameOfFolder, parentOf } from '../home.js';
import { leafAt } from '../leaf.js';
import { productNamed } from '../product-names.js';
import { inputsOf } from '../rendering.js';
import { hint, hostNameAt, offsetAt } from '../structured.js';
import { yamlLeaves } from '../syntax/yaml.js';

const API_MANAGER = 'api-manager.xml: APIManager';
const THROTTLING = `${API_MANAGER}/ThrottlingConfigurations`;
const ENVIRONMENT = `${API_MANAGER}/APIGateway/Environments/Environment#2`;
const CLUSTERING = 'axis2.xml: axisconfig/clustering';

/** The values that the templates of wso2/puppet-apim (2.x) and wso2/puppet-iot write into the files of the product. */
const RENDERINGS: readonly Rendering[] = [
  {
    each: 'wso2::key_validator_client_type',
    writes: { [`${API_MANAGER}/APIKeyValidator/KeyValidatorClientType`]: '{}' },
  },
  { each: 'wso2::enable_thrift_server', writes: { [`${API_MANAGER}/APIKeyValidator/EnableThriftServer`]: '{}' } },
  { each: 'wso2::thrift_server_host', writes: { [`${API_MANAGER}/APIKeyValidator/ThriftServerHost`]: '{}' } },
  { each: 'wso2::enable_advance_throttling', writes: { [`${THROTTLING}/EnableAdvanceThrottling`]: '{}' } },
  {
    each: 'wso2::enable_data_publisher',
    writes: { [`${THROTTLING}/DataPublisher/Enabled`]: '{}', [`${THROTTLING}/TrafficManager/Enabled`]: '{}' },
  },
  { each: 'wso2::enable_jms_connection_details', writes: { [`${THROTTLING}/JMSConnectionDetails/Enabled`]: '{}' } },
  { each: 'wso2::enable_block_condition', writes: { [`${THROTTLING}/BlockCondition/Enabled`]: '{}' } },
  {
    each: 'wso2::apim_traffic_manager',
    writes: {
      // The section is called DataPublisher up to 2.1.0.
      [`${THROTTLING}/DataPublisher/ReceiverUrlGroup`]: 'tcp://{host}:{receiver_url_port}',
      [`${THROTTLING}/DataPublisher/AuthUrlGroup`]: 'ssl://{host}:{auth_url_port}',
      [`${THROTTLING}/TrafficManager/ReceiverUrlGroup`]: 'tcp://{host}:{receiver_url_port}',
      [`${THROTTLING}/TrafficManager/AuthUrlGroup`]: 'ssl://{host}:{auth_url_port}',
      [`${THROTTLING}/PolicyDeployer/ServiceURL`]: 'https://{host}:{port}/services/',
      [`${THROTTLING}/JMSConnectionDetails/ServiceURL`]: 'tcp://{host}:{jms_url_port}',
      [`${THROTTLING}/JMSConnectionDetails/JMSConnectionParameters/connectionfactory.TopicConnectionFactory`]:
        'tcp://{host}:{jms_url_port}',
    },
  },
  {
    each: 'wso2::apim_keymanager',
    writes: {
      [`${API_MANAGER}/APIKeyValidator/ServerURL`]: 'https://{host}:{port}/services/',
      [`${API_MANAGER}/AuthManager/ServerURL`]: 'https://{host}:{port}/services/',
    },
  },
  { each: 'wso2::apim_store', writes: { [`${API_MANAGER}/APIStore/URL`]: 'https://{host}:{port}/store' } },
  {
    each: 'wso2::environments/*',
    writes: {
      [`${ENVIRONMENT}/ServerURL`]: 'https://{host}:{port}/services/',
      [`${ENVIRONMENT}/GatewayEndpoint`]:
        'http://{api_endpoint_host}:{api_endpoint_port},https://{api_endpoint_host}:{secure_api_endpoint_port}',
      [`${API_MANAGER}/OAuthConfigurations/RevokeAPIURL`]:
        'https://{api_endpoint_host}:{secure_api_token_revoke_endpoint_port}/revoke',
    },
  },
  {
    each: 'wso2::analytics',
    writes: {
      [`${API_MANAGER}/Analytics/Enabled`]: '{enabled}',
      [`${API_MANAGER}/Analytics/DASServerURL`]: 'tcp://{server_host}:{server_port}',
      [`${API_MANAGER}/Analytics/StreamProcessorServerURL`]: 'tcp://{server_host}:{server_port}',
      [`${API_MANAGER}/Analytics/DASRestApiURL`]: 'https://{server_host}:{server_https_port}',
      [`${API_MANAGER}/Analytics/StreamProcessorRestApiURL`]: 'https://{server_host}:{server_https_port}',
    },
  },
  {
    each: 'wso2::oauth2_based_mqtt_authenticator',
    writes: { 'broker.xml: broker/transports/mqtt/security/authenticator/property[hostURL]': '{host_url}' },
  },
  {
    each: 'wso2::clustering',
    writes: {
      [`${CLUSTERING}/@enable`]: '{enabled}',
      [`${CLUSTERING}/parameter[membershipScheme]`]: '{membership_scheme}',
      [`${CLUSTERING}/parameter[localMemberHost]`]: '{local_member_host}',
      [`${CLUSTERING}/parameter[localMemberPort]`]: '{local_member_port}',
    },
  },
  {
    each: 'wso2::clustering/wka/members',
    writes: {
      [`${CLUSTERING}/members/member#3/hostName`]: '{hostname}',
      [`${CLUSTERING}/members/member#3/port`]: '{port}',
    },
  },
];

/** Hiera data of the Puppet modules. */
export const hiera: Format = {
  id: 'puppet-hiera',
  title:
    'Puppet hiera data: wso2::ports offset, hostname, pack_filename, product_profile, hosts and ports of peers, clustering',
  files: /\.ya?ml$/,
  recognises: (text) => /^['"]?wso2::/m.test(text),
  survivesToml: true,
  runsAs: 'machine',
  homeOf: dataHome,
  sharing: { isShared, nearest },
  renders: RENDERINGS,
  offsetUnset: {
    value: 0,
    list: 'wso2::template_list',
    template: 'conf/carbon.xml',
    runtimes: /^bin\/(analytics|broker|business-process|msf4j)\.sh$/,
  },
  read(file, text): Fragment {
    const read = yamlLeaves(text);
    if (!read.ok) return { ...emptyFragment(file, hiera), fault: read.fault };
    const { leaves } = read;
    return {
      ...emptyFragment(file, hiera),
      hints: hintsOf(file, leaves),
      inputs: inputsOf(leaves),
      names: mappedHosts(file, leaves),
      ...(offsetAt(file, leaves, 'wso2::ports/offset') ?? offsetAt(file, leaves, 'wso2::port_offset')),
      ...hostNameAt(file, leaves, ['wso2::hostname']),
    };
  },
};

/** `wso2::hosts_mapping: { apim_gateway: { ip: 10.0.0.1, name: gw.dev } }`, which goes into /etc/hosts. */
function mappedHosts(file: string, leaves: readonly Leaf[]): NamedAddress[] {
  const mapped = leaves.filter(({ steps }) => steps[0]?.name === 'wso2::hosts_mapping' && steps.length === 3);
  return mapped.flatMap(({ steps, value, range }) => {
    const ip = mapped.find((other) => other.steps[1]?.name === steps[1]?.name && other.steps[2]?.name === 'ip');
    const isName = steps[2]?.name === 'name' && /^[\w.-]{1,253}$/.test(value);
    return isName && ip && /^[\d.]+$/.test(ip.value) ? [{ name: value, address: ip.value, file, range }] : [];
  });
}

function hintsOf(file: string, leaves: readonly Leaf[]): Hint[] {
  const hints: Hint[] = [];
  const pack = leafAt(leaves, 'wso2::pack_filename');
  const match = pack && /^([a-z0-9_-]+?)-(\d.*?)(\.zip)?$/i.exec(pack.value);
  if (pack && match?.[1] && match[2]) {
    const product = productNamed(match[1]);
    const version = releaseIn(match[2]);
    if (product) hints.push(hint(file, pack, 'product', 'file', product, `pack ${pack.value}`));
    if (version) hints.push(hint(file, pack, 'version', 'file', version, `pack ${pack.value}`));
  }
  const service = leafAt(leaves, 'wso2::service_name');
  const named = service && productNamed(service.value);
  if (service && named) hints.push(hint(file, service, 'product', 'path', named, `service_name ${service.value}`));
  const profile = leafAt(leaves, 'wso2::product_profile');
  if (profile) hints.push(hint(file, profile, 'profile', 'file', profile.value, 'product_profile'));
  return hints;
}

/** A `default.yaml` is named by its folder, or by the one above `pattern-1`. */
function dataHome(file: string): Home {
  const name = baseNameOf(file);
  return {
    key: file,
    name: name === 'default' ? nameOfFolder(parentOf(file).replace(/\/pattern-[^/]*$/, '')) : name,
  };
}

/** `common.yaml`, and a `default.yaml` with data of nodes below it. */
function isShared(file: string, files: readonly string[]): boolean {
  if (/(^|\/)common\.yaml$/.test(file)) return true;
  return (
    /(^|\/)default\.yaml$/.test(file) &&
    files.some((other) => other !== file && isBelow(other, file) && !/(common|default)\.yaml$/.test(other))
  );
}

function nearest(home: Home, shared: readonly string[]): readonly string[] {
  return shared.filter((file) => isBelow(home.key, file)).sort((a, b) => b.length - a.length);
}

/** Whether a path is in the folder of a file, or in one below. */
function isBelow(path: string, file: string): boolean {
  const folder = posix.dirname(file);
  return folder === '.' || path.startsWith(`${folder}/`);
}
