import { structured } from '../structured.js';
import { ANY_NAME } from './deployment-toml.js';

/** Tables that the vendor's servers share, beside `[server]`. */
const TABLES =
  /^[ \t]*\[{1,2}(super_admin|user_store|keystore\.|truststore|database\.|transport\.|clustering|apim\.|event_listener|identity\.|synapse_|service_catalog|dashboard_config|icp_config)/m;

export const mountedToml = structured({
  ...ANY_NAME,
  id: 'mounted-toml',
  title: 'deployment.toml under another name, as it is mounted or copied into a product',
  files: /\.toml$/,
  recognises: (text) => /^[ \t]*\[server\]/m.test(text) && TABLES.test(text),
});
