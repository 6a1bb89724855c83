import { structured } from '../structured.js';
import { propertiesLeaves } from '../syntax/properties.js';

export const synapseProperties = structured({
  id: 'synapse.properties',
  title: 'synapse.properties and spark-defaults.conf: management, debug and Spark ports',
  files: /(^|\/)(synapse\.properties|spark-defaults\.conf)$/,
  survivesToml: false,
  leaves: propertiesLeaves,
});
