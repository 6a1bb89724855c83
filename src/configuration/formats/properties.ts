import { propertiesLeaves } from '../syntax/properties.js';
import { structured } from './structured.js';

export const jndiProperties = structured({
  id: 'jndi.properties',
  summary: 'jndi.properties: the broker that JMS clients dial',
  names: /(^|\/)jndi\.properties$/,
  leaves: propertiesLeaves,
});

export const synapseProperties = structured({
  id: 'synapse.properties',
  summary: 'synapse.properties and spark-defaults.conf: management, debug and Spark ports',
  names: /(^|\/)(synapse\.properties|spark-defaults\.conf)$/,
  leaves: propertiesLeaves,
});
