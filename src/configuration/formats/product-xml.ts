import { structured } from '../structured.js';

export const productXml = structured({
  id: 'product-xml',
  title:
    'activiti.xml, app-manager.xml, bps.xml, humantask.xml, registry.xml, financial-services.xml, server.xml: their ports',
  files: /(^|\/)(activiti|app-manager|bps|humantask|registry|financial-services|server)\.xml$/,
  survivesToml: false,
  part: 'supporting',
});
