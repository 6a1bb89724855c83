import { structured } from '../structured.js';

export const identityXml = structured({
  id: 'identity.xml',
  title: 'identity.xml: Thrift entitlement service',
  files: /(^|\/)identity\.xml$/,
  survivesToml: false,
  part: 'supporting',
});
