/** Two nodes with the same ports: the second has to move by 11. */
export const BROKEN = `version: 1
hosts: { app1: {} }
nodes:
  first: { host: app1, product: wso2mi, version: 4.2.0 }
  second: { host: app1, product: wso2mi, version: 4.2.0 }
`;

/** A folder as people have it: a gateway whose control plane was moved. */
export const FOLDER = {
  'site/compose.yaml': `services:
  cp:
    image: wso2/wso2am:4.2.0
  gw:
    image: wso2/wso2am:4.2.0
    volumes: ["./gw:/home/wso2carbon/wso2-config-volume"]
`,
  'site/gw/repository/conf/deployment.toml':
    '[server]\nhostname = "gw.internal"\n\n[[apim.throttling.url_group]]\ntraffic_manager_urls = ["tcp://cp:9612"]\n',
  'site/gw/repository/resources/keystore.jks': '\u0000\u0001',
};
