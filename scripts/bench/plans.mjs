// Plans of any size, for measurements.

/** Nodes on one host of the plans that spread them. */
const PER_HOST = 8;

/** Integrators at distances that leave room, or two of them at each offset. */
export function spread(count, { clashing = false } = {}) {
  const hosts = Array.from({ length: Math.ceil(count / PER_HOST) }, (_, index) => `  host-${index}: {}`);
  const nodes = Array.from({ length: count }, (_, index) => {
    const place = index % PER_HOST;
    return nodeText(`node-${index}`, `host-${Math.floor(index / PER_HOST)}`, 20 * (clashing ? place >> 1 : place));
  });
  return topology(hosts, nodes);
}

/** All nodes on one host. */
export function crowded(count) {
  return topology(
    ['  host: {}'],
    Array.from({ length: count }, (_, index) => nodeText(`node-${index}`, 'host', index % 50_000)),
  );
}

/** Control planes, each with a gateway that names it; every tenth names a wrong port. */
export function linked(pairs) {
  const hosts = Array.from({ length: pairs }, (_, index) => `  host-${index}: {}`);
  const nodes = Array.from({ length: pairs }, (_, index) => {
    const offset = 10 * (index % 50);
    const port = 9611 + offset + (index % 10 === 0 ? 1 : 0);
    const links = [
      `key-manager-url: { url: "https://host-${index}:${9443 + offset}/services/" }`,
      `throttle-publish: { url: "tcp://host-${index}:${port}" }`,
    ];
    return [
      `  cp-${index}: { host: host-${index}, product: wso2am, version: 4.3.0, profile: control-plane, offset: ${offset} }`,
      `  gw-${index}:\n    host: host-${index}\n    product: wso2am\n    version: 4.3.0\n    profile: gateway-worker`,
      `    offset: ${offset + 500}\n    links:\n      ${links.join('\n      ')}`,
    ].join('\n');
  });
  return topology(hosts, nodes);
}

/** Databases of an API Manager, each with the pool that its file ships with. */
const DATABASES = ['apim_db', 'shared_db', 'config', 'metrics_db'];

/** Switches and values of other sections, as many as files of deployments have that were looked at: 220 lines and 8 KB, half of them comments. */
const OTHER_SECTIONS = {
  super_admin: ['username = "admin"', 'password = "$secret{admin}"', 'create_admin_account = true'],
  user_store: ['type = "database_unique_id"'],
  'keystore.tls': ['file_name = "wso2carbon.jks"', 'type = "JKS"', 'alias = "wso2carbon"', 'password = "$secret{tls}"'],
  'keystore.primary': ['file_name = "wso2carbon.jks"', 'type = "JKS"', 'alias = "wso2carbon"'],
  truststore: ['file_name = "client-truststore.jks"', 'type = "JKS"', 'password = "$secret{trust}"'],
  'apim.sync_runtime_artifacts.gateway': ['gateway_labels = ["Default"]'],
  'apim.devportal': ['enable_application_sharing = false', 'application_sharing_type = "default"'],
  'apim.cors': ['allow_origins = "*"', 'allow_methods = ["GET", "PUT", "POST"]', 'allow_credentials = false'],
  'apim.oauth_config': ['enable_outbound_auth_header = false', 'auth_header = "Authorization"'],
  'apim.cache.gateway_token': ['enable = true', 'expiry_time = "900s"'],
  'apim.cache.resource': ['enable = true', 'expiry_time = "900s"'],
  'apim.cache.km_token': ['enable = false'],
  'apim.cache.tags': ['expiry_time = "2m"'],
  'apim.analytics': [
    'enable = false',
    'config_endpoint = "https://analytics.example/auth"',
    'auth_token = "$secret{analytics}"',
  ],
  'apim.mediator_config.oauth': ['hide_client_secret = true'],
  'transport.https.properties': ['proxyPort = 443'],
  'output_adapter.email': ['from_address = "apim@corp.example"', 'hostname = "smtp.corp"', 'port = 587'],
};

/** The configuration of a gateway that names a control plane beside the plan. */
export function configuration(index) {
  const section = (name, lines) =>
    [
      `# What ${name} is for, in the words of those who keep the file.`,
      `[${name}]`,
      ...lines,
      '# unused = "a value that was tried once"',
      '',
    ].join('\n');
  const database = (name) => [
    section(`database.${name}`, [
      'type = "mysql"',
      `url = "jdbc:mysql://db.corp:3306/${name}?autoReconnect=true"`,
      'username = "wso2"',
      'driver = "com.mysql.cj.jdbc.Driver"',
    ]),
    section(`database.${name}.pool_options`, [
      'maxActive = 100',
      'maxWait = 10000',
      'minIdle = 5',
      'testOnBorrow = true',
      'validationQuery = "SELECT 1"',
      'validationInterval = 30000',
    ]),
  ];
  return `${[
    section('server', [`hostname = "gw${index}.corp"`, `offset = ${index % 5}`, 'server_role = "gateway-worker"']),
    ...DATABASES.flatMap(database),
    section('apim.key_manager', [
      'service_url = "https://cp.corp:9443/services/"',
      'username = "$ref{super_admin.username}"',
    ]),
    section('apim.throttling', [
      'throttle_decision_endpoints = ["tcp://cp.corp:5672"]',
      'enable_header_based_throttling = false',
    ]),
    ...Object.entries(OTHER_SECTIONS).map(([name, lines]) => section(name, lines)),
    '[[apim.throttling.url_group]]',
    'traffic_manager_urls = ["tcp://cp.corp:9611"]',
    'traffic_manager_auth_urls = ["ssl://cp.corp:9711"]',
  ].join('\n')}\n`;
}

function nodeText(id, host, offset) {
  return `  ${id}:\n    host: ${host}\n    product: wso2mi\n    version: 4.3.0\n    offset: ${offset}`;
}

function topology(hosts, nodes) {
  return `version: 1\nhosts:\n${hosts.join('\n')}\nnodes:\n${nodes.join('\n')}\n`;
}

const APIM = 'wso2/wso2am:4.2.0';

/** A rendered bundle of so many megabytes: an API Manager among the workloads and files of others. */
export function bundle(megabytes) {
  const objects = [...workload('apim', APIM, 9443)];
  const lines = Array.from({ length: 100 }, (_, index) => `    line ${index} of a file that says nothing about ports`);
  for (let index = 0, length = 0; length < megabytes * 1_000_000; index++) {
    const map = `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: files-${index} }\ndata:\n  readme.txt: |\n${lines.join('\n')}`;
    const others = [map, ...workload(`web-${index}`, 'nginx:1.27', 8080)];
    objects.push(...others);
    length += others.join('').length;
  }
  return `${objects.join('\n---\n')}\n`;
}

function workload(name, image, port) {
  return [
    `apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      containers:
        - name: main
          image: ${image}
          ports: [{ containerPort: ${port} }]
          readinessProbe: { tcpSocket: { port: ${port} } }`,
    `apiVersion: v1
kind: Service
metadata: { name: ${name} }
spec:
  selector: { app: ${name} }
  ports: [{ name: main, port: ${port} }]`,
  ];
}
