import { structured } from '../structured.js';

export const catalinaServerXml = structured({
  id: 'catalina-server.xml',
  title: 'catalina-server.xml: ports of the servlet transports',
  files: /(^|\/)catalina-server\.xml$/,
  survivesToml: false,
});
