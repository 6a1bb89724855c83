import type { Format } from '../../model/fragment.js';
import { ansible } from './ansible.js';
import { ansibleDefaults } from './ansible-defaults.js';
import { ansibleInventory } from './ansible-inventory.js';
import { apache } from './apache.js';
import { apiManagerXml } from './api-manager-xml.js';
import { axis2Xml } from './axis2-xml.js';
import { brokerXml } from './broker-xml.js';
import { carbonXml } from './carbon-xml.js';
import { catalinaServerXml } from './catalina-server-xml.js';
import { choreoToml } from './choreo-toml.js';
import { compose } from './compose.js';
import { configMapFiles } from './config-map-files.js';
import { dataBridgeXml } from './data-bridge-xml.js';
import { datasourcesXml } from './datasources-xml.js';
import { deploymentToml } from './deployment-toml.js';
import { deploymentYaml } from './deployment-yaml.js';
import { dockerfile } from './dockerfile.js';
import { embeddedLdapXml } from './embedded-ldap-xml.js';
import { envFile } from './env-file.js';
import { eventAdaptersXml } from './event-adapters-xml.js';
import { eventPublisherXml } from './event-publisher-xml.js';
import { haproxy } from './haproxy.js';
import { helmChart } from './helm-chart.js';
import { helmValues } from './helm-values.js';
import { hiera } from './hiera.js';
import { hostsFile } from './hosts-file.js';
import { identityXml } from './identity-xml.js';
import { imageBuild } from './image-build.js';
import { inboundEndpointXml } from './inbound-endpoint-xml.js';
import { jmxXml } from './jmx-xml.js';
import { jndiProperties } from './jndi-properties.js';
import { kubernetes } from './kubernetes.js';
import { microGatewayConf } from './micro-gateway-conf.js';
import { mountedToml } from './mounted-toml.js';
import { nettyTransports } from './netty-transports.js';
import { nginx } from './nginx.js';
import { productXml } from './product-xml.js';
import { puppetParams } from './puppet-params.js';
import { startScript } from './start-script.js';
import { synapseApiXml } from './synapse-api-xml.js';
import { synapseProperties } from './synapse-properties.js';
import { terraformOutput } from './terraform-output.js';
import { userManagementXml } from './user-mgt-xml.js';
import { userStoreXml } from './user-store-xml.js';
import { vagrant } from './vagrant.js';
import { versionTxt } from './version-txt.js';
import { workflowCallbackXml } from './workflow-callback-xml.js';
import { writtenFiles } from './written-files.js';

/** Every format that is read; the first that accepts a file reads it. */
export const FORMATS: readonly Format[] = [
  deploymentToml,
  carbonXml,
  apiManagerXml,
  catalinaServerXml,
  axis2Xml,
  jndiProperties,
  synapseProperties,
  inboundEndpointXml,
  workflowCallbackXml,
  identityXml,
  embeddedLdapXml,
  jmxXml,
  brokerXml,
  dataBridgeXml,
  eventPublisherXml,
  userManagementXml,
  userStoreXml,
  datasourcesXml,
  eventAdaptersXml,
  productXml,
  synapseApiXml,
  choreoToml,
  mountedToml,
  microGatewayConf,
  deploymentYaml,
  nettyTransports,
  compose,
  configMapFiles,
  kubernetes,
  dockerfile,
  envFile,
  imageBuild,
  nginx,
  haproxy,
  apache,
  ansibleInventory,
  hostsFile,
  vagrant,
  terraformOutput,
  ansible,
  ansibleDefaults,
  puppetParams,
  hiera,
  helmValues,
  helmChart,
  startScript,
  versionTxt,
  writtenFiles,
];

/** Returns the format of a file; undefined for files that say nothing about ports. */
export function formatOf(path: string, text: string, formats: readonly Format[]): Format | undefined {
  return formats.find(({ files, recognises }) => files.test(path) && (recognises?.(text, path) ?? true));
}
