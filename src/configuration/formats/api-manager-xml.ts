import { namesOf } from '../leaf.js';
import { ofFormat, structured } from '../structured.js';

export const apiManagerXml = structured({
  id: 'api-manager.xml',
  title: 'api-manager.xml: Thrift, gateway environments, key manager, throttling and analytics endpoints',
  files: /(^|\/)api-manager\.xml$/,
  survivesToml: false,
  model: 'xml',
  more: (file, leaves) => {
    const gateway = leaves.find((leaf) => /(^|\/)APIGateway\//.test(namesOf(leaf)));
    return ofFormat('api-manager.xml', file, gateway, 'api-manager.xml with an APIGateway section');
  },
});
