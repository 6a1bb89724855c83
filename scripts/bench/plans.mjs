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

/** The configuration of a gateway that names a control plane beside the plan. */
export function configuration(index) {
  return `[server]
hostname = "gw${index}.corp"
offset = ${index % 5}

[database.apim_db]
type = "mysql"
url = "jdbc:mysql://db.corp:3306/apim"

[apim.key_manager]
service_url = "https://cp.corp:9443/services/"

[apim.throttling]
throttle_decision_endpoints = ["tcp://cp.corp:5672"]

[[apim.throttling.url_group]]
traffic_manager_urls = ["tcp://cp.corp:9611"]
traffic_manager_auth_urls = ["ssl://cp.corp:9711"]
`;
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
