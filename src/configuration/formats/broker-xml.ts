import { structured } from '../structured.js';

export const brokerXml = structured({
  id: 'broker.xml',
  title: 'broker.xml and qpid-config.xml: AMQP, MQTT and coordination ports',
  files: /(^|\/)(broker|qpid-config|qpid\/etc\/config)\.xml$/,
  survivesToml: false,
});
