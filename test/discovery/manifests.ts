/** Builds small manifests for tests, as a chart would render them. */

type Data = Readonly<Record<string, unknown>>;

/** One document of a bundle; JSON is YAML. */
export function manifest(kind: string, name: string, fields: Data, metadata: Data = {}): string {
  const apiVersion = kind === 'Service' || kind === 'ConfigMap' || kind === 'Pod' ? 'v1' : 'apps/v1';
  const lines = Object.entries(fields).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return [
    `apiVersion: ${apiVersion}`,
    `kind: ${kind}`,
    `metadata: ${JSON.stringify({ name, ...metadata })}`,
    ...lines,
  ].join('\n');
}

/** A Deployment of one container, with the label `app` of its name. */
export function deployment(name: string, image: string, container: Data = {}, pod: Data = {}, spec: Data = {}): string {
  return manifest('Deployment', name, {
    spec: {
      ...spec,
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: [{ name: 'main', image, ...container }], ...pod },
      },
    },
  });
}

/** A Service that selects the pods of a Deployment. */
export function service(name: string, app: string, ports: readonly (number | Data)[], spec: Data = {}): string {
  const entries = ports.map((port) => (typeof port === 'number' ? { port } : port));
  return manifest('Service', name, { spec: { selector: { app }, ports: entries, ...spec } });
}

/** An Ingress of nginx that leads hosts to ports of Services: `{ 'is.example.com': 'is:9443' }`. */
export function ingress(name: string, ways: Readonly<Record<string, string>>, annotations: Data = {}): string {
  const rules = Object.entries(ways).map(([host, to]) => {
    const [target = '', port = ''] = to.split(':');
    const backend = { service: { name: target, port: /^\d+$/.test(port) ? { number: Number(port) } : { name: port } } };
    return { host, http: { paths: [{ path: '/', pathType: 'Prefix', backend }] } };
  });
  return manifest('Ingress', name, { spec: { ingressClassName: 'nginx', rules } }, { annotations });
}

/** A ConfigMap with one file, written as a block. */
export function configMap(name: string, file: string, text: string): string {
  const lines = text.trimEnd().split('\n');
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name} }\ndata:\n  ${file}: |\n${lines.map((line) => `    ${line}`).join('\n')}`;
}

/** What a pod says so that its container has a ConfigMap as its configuration. */
export function mounting(map: string): { readonly container: Data; readonly pod: Data } {
  const mountPath = '/home/wso2carbon/wso2-config-volume/repository/conf';
  return {
    container: { volumeMounts: [{ name: 'conf', mountPath }] },
    pod: { volumes: [{ name: 'conf', configMap: { name: map } }] },
  };
}

/** Documents as one file. */
export function bundle(...documents: readonly string[]): string {
  return documents.map((document) => `---\n${document}\n`).join('');
}
