import { structured } from '../structured.js';
import { ANY_NAME, SHARED_TABLES } from './deployment-toml.js';

export const mountedToml = structured({
  ...ANY_NAME,
  id: 'mounted-toml',
  title: 'deployment.toml under another name, as it is mounted or copied into a product',
  files: /\.toml$/,
  recognises: (text) => /^[ \t]*\[server\]/m.test(text) && SHARED_TABLES.test(text),
});
