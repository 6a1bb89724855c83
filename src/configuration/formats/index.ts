import type { Format } from '../format.js';
import { ansible, ansibleInventory } from './ansible.js';
import { apiManagerXml } from './api-manager-xml.js';
import { axis2Xml } from './axis2-xml.js';
import { carbonXml } from './carbon-xml.js';
import { choreoToml } from './choreo-toml.js';
import { compose } from './compose.js';
import { deploymentToml } from './deployment-toml.js';
import { deploymentYaml } from './deployment-yaml.js';
import { helmValues } from './helm-values.js';
import { hiera } from './hiera.js';
import { jndiProperties, synapseProperties } from './properties.js';
import { startScript } from './start-script.js';
import {
  brokerXml,
  catalinaServerXml,
  dataBridgeXml,
  embeddedLdapXml,
  eventPublisherXml,
  identityXml,
  inboundEndpointXml,
  jmxXml,
  userManagementXml,
  workflowCallbackXml,
} from './xml-settings.js';

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
  choreoToml,
  deploymentYaml,
  compose,
  ansibleInventory,
  ansible,
  hiera,
  helmValues,
  startScript,
];

/** The format of a file; undefined for files that say nothing about ports. */
export function formatOf(path: string, text: string): Format | undefined {
  return FORMATS.find((format) => format.accepts(path, text));
}
