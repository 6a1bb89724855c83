import { structured } from '../structured.js';

export const eventPublisherXml = structured({
  id: 'event-publisher',
  title: 'event publishers and bps-analytics.xml: where analytics events go',
  files: /(^|\/)(eventpublishers\/[^/]+|bps-analytics|messaging-event-broker)\.xml$/,
  survivesToml: true,
  part: 'supporting',
});
