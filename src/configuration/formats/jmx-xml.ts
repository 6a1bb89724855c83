import { structured } from '../structured.js';

export const jmxXml = structured({
  id: 'jmx.xml',
  title: 'jmx.xml: whether the RMI server starts',
  files: /(^|\/)jmx\.xml$/,
  survivesToml: false,
});
