import { structured } from '../structured.js';

export const dataBridgeXml = structured({
  id: 'data-bridge-config.xml',
  title: 'data-bridge-config.xml, event-processor.xml and thrift-authentication.xml: event receivers',
  files: /(^|\/)(data-bridge-config|event-processor|thrift-authentication)\.xml$/,
  survivesToml: false,
  part: 'supporting',
});
