import { structured } from '../structured.js';
import { propertiesLeaves } from '../syntax/properties.js';

export const synapseProperties = structured({
  id: 'synapse.properties',
  title: 'synapse.properties, datasources.properties and spark-defaults.conf: management, debug, RMI and Spark ports',
  files: /(^|\/)(synapse\.properties|datasources\.properties|spark-defaults\.conf)$/,
  survivesToml: false,
  leaves: propertiesLeaves,
});
