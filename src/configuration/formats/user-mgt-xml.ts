import { structured } from '../structured.js';

export const userManagementXml = structured({
  id: 'user-mgt.xml',
  title: 'user-mgt.xml: the LDAP user store',
  files: /(^|\/)user-mgt\.xml$/,
  survivesToml: false,
  part: 'supporting',
});
