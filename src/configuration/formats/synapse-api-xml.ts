import { structured } from '../structured.js';

export const synapseApiXml = structured({
  id: 'synapse-api',
  title: '_TokenAPI_.xml and the other APIs of a gateway that lead to the key manager',
  files: /(^|\/)_(Token|Revoke|Authorize|UserInfo|OpenIDConfig)API_\.xml$/,
  survivesToml: true,
  part: 'supporting',
});
