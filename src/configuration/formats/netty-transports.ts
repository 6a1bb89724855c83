import { structured } from '../structured.js';
import { yamlLeaves } from '../syntax/yaml.js';

export const nettyTransports = structured({
  id: 'netty-transports.yml',
  title: 'netty-transports.yml: listeners of MSF4J',
  files: /(^|\/)msf4j\/conf\/transports\/netty-transports\.ya?ml$/,
  survivesToml: true,
  part: 'supporting',
  leaves: yamlLeaves,
});
