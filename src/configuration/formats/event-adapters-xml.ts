import { structured } from '../structured.js';

export const eventAdaptersXml = structured({
  id: 'output-event-adapters.xml',
  title: 'output-event-adapters.xml: the mail server that notifications go to',
  files: /(^|\/)output-event-adapters\.xml$/,
  survivesToml: false,
  part: 'supporting',
});
