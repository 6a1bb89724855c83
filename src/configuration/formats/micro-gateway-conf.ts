import { ofFormat, structured } from '../structured.js';
import { tomlLeaves } from '../syntax/toml.js';

export const microGatewayConf = structured({
  id: 'micro-gw.conf',
  title: 'micro-gw.conf of API Microgateway: listener ports, key manager, throttling and analytics endpoints',
  files: /(^|\/)micro-gw\.conf$/,
  survivesToml: true,
  model: 'toml',
  part: 'main',
  leaves: tomlLeaves,
  more: (file, [first]) => ofFormat('micro-gw.conf', file, first, 'micro-gw.conf'),
});
