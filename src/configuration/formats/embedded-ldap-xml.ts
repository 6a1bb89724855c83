import { structured } from '../structured.js';

export const embeddedLdapXml = structured({
  id: 'embedded-ldap.xml',
  title: 'embedded-ldap.xml: whether the LDAP server and the key distribution centre start',
  files: /(^|\/)embedded-ldap\.xml$/,
  survivesToml: false,
});
