import { structured } from '../structured.js';
import { propertiesLeaves } from '../syntax/properties.js';

export const jndiProperties = structured({
  id: 'jndi.properties',
  title: 'jndi.properties: the broker that JMS clients dial',
  files: /(^|\/)jndi[\w-]*\.properties$/,
  survivesToml: false,
  leaves: propertiesLeaves,
});
