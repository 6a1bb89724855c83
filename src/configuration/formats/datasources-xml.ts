import { structured } from '../structured.js';

export const datasourcesXml = structured({
  id: 'datasources.xml',
  title: 'master-datasources.xml and other data sources: the databases that the product dials',
  files: /(^|\/)([\w-]+-)?datasources\.xml$/,
  survivesToml: false,
  part: 'supporting',
});
