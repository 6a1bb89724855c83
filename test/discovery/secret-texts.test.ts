import { describe, expect, it } from 'vitest';
import { command } from '../cli/command.js';

/** The environment's values as files refer to them. */
const variable = (name: string) => `$env{${name}}`;

const WORKER = `[server]
hostname = "gw"
[super_admin]
password = "Sup3rS3cret"
[apim.event_hub]
service_url = "https://cp:${variable('CP_PORT')}/services/"
event_listening_endpoints = ["tcp://${variable('HUB')}:5672"]
[apim.key_manager]
service_url = "https://${variable('NOWHERE')}:9443/services/"
`;
const PLANE = `[server]
hostname = "cp"
offset = "${variable('OFFSET')}"
[apim.devportal]
url = "https://cp.example.com/devportal"
`;
const ENCODED = Buffer.from(WORKER).toString('base64');

function indented(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '    ');
}

function deployment(name: string, profile: string, volume: string, environment: Record<string, string>): string {
  const env = Object.entries(environment).map(([key, value]) => `{ name: ${key}, value: "${value}" }`);
  return `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: ${name} }
spec:
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      volumes: [{ name: conf, ${volume} }]
      containers:
        - name: ${name}
          image: wso2/wso2am:4.2.0
          args: ["-Dprofile=${profile}"]
          env: [${env.join(', ')}]
          volumeMounts: [{ name: conf, mountPath: /home/wso2carbon/wso2am-4.2.0/repository/conf }]
`;
}

/** A gateway with its configuration in a Secret, and a control plane at offset 1 behind a Service that knows no offset. */
function bundle(content: string, volume = 'secret: { secretName: gw-conf }'): string {
  return `apiVersion: v1
kind: Secret
metadata: { name: gw-conf }
${content}---
apiVersion: v1
kind: ConfigMap
metadata: { name: cp-conf }
data:
  deployment.toml: |
${indented(PLANE)}---
apiVersion: v1
kind: Service
metadata: { name: cp }
spec:
  selector: { app: cp }
  ports: [{ name: https, port: 9443 }, { name: jms, port: 5672, targetPort: 5673 }]
${deployment('gw', 'gateway-worker', volume, { CP_PORT: '9443', HUB: 'cp' })}${deployment('cp', 'control-plane', 'configMap: { name: cp-conf }', { OFFSET: '1' })}`;
}

const FORMS: readonly (readonly [string, string])[] = [
  ['text', `stringData:\n  deployment.toml: |\n${indented(WORKER)}`],
  ['base64', `data:\n  deployment.toml: ${ENCODED}\n`],
];

async function endpointsOf(text: string): Promise<Record<string, string>> {
  const { stdout } = await command('check', 'bundle.yaml', '--format', 'json', { files: { 'bundle.yaml': text } });
  const { deployments } = JSON.parse(stdout) as {
    deployments: { endpoints: { node: string; endpoint: string; verdict: string }[] }[];
  };
  const own = deployments.flatMap(({ endpoints }) => endpoints).filter(({ node }) => node === 'gw');
  return Object.fromEntries(own.map(({ endpoint, verdict }) => [endpoint, verdict]));
}

describe.each(FORMS)('configuration in a Secret as %s', (_, content) => {
  it('is read, with the environment of its container', async () => {
    const found = await endpointsOf(bundle(content));
    expect(found).toMatchObject({ 'https://cp:9443/services/': 'wrong', 'tcp://cp:5672': 'right' });
    expect(Object.keys(found).filter((endpoint) => endpoint.includes('NOWHERE'))).toEqual([]);
  });

  it.each(['text', 'json', 'sarif', 'html', 'markdown'])('is in no report as %s', async (format) => {
    const files = { 'bundle.yaml': bundle(content) };
    const { stdout, stderr } = await command('check', 'bundle.yaml', '--format', format, { files });
    expect(stdout).toContain('bundle.yaml');
    expect(stdout + stderr).not.toContain('Sup3rS3cret');
    expect(stdout + stderr).not.toContain(ENCODED.slice(40, 60));
    // Reports may name keys of the product, and no line of the file.
    expect(stdout).not.toMatch(/\[super_admin\]|service_url = |event_listening_endpoints = /);
  });

  it('is not changed by fix', async () => {
    const files = { 'bundle.yaml': bundle(content) };
    const { stdout } = await command('fix', 'bundle.yaml', { files });
    expect(stdout).toContain('nothing to change');
  });
});

it('a Secret and a ConfigMap of one name are two things', async () => {
  const text = bundle(FORMS[0]?.[1] ?? '', 'configMap: { name: gw-conf }');
  expect(Object.keys(await endpointsOf(text))).not.toContain('tcp://cp:5672');
});

it('data that is no text is left alone', async () => {
  for (const data of ['"not base64!"', Buffer.from([0xff, 0xfe, 0x00]).toString('base64'), '{ a: b }']) {
    const found = await endpointsOf(bundle(`data:\n  deployment.toml: ${data}\n`));
    expect(Object.keys(found)).not.toContain('tcp://cp:5672');
  }
});

it('a service of a compose file has an environment as well', async () => {
  const files = {
    'docker-compose.yml': `services:
  cp: { image: "wso2/wso2am:4.2.0", command: -Dprofile=control-plane }
  gw:
    image: wso2/wso2am:4.2.0
    command: -Dprofile=gateway-worker
    environment: { CP_PORT: "9444", HUB: cp }
    volumes: ["./gw/deployment.toml:/home/wso2carbon/wso2am-4.2.0/repository/conf/deployment.toml"]
`,
    'gw/deployment.toml': WORKER,
  };
  const { stdout } = await command('check', '.', '--format', 'compact', { files });
  expect(stdout).toMatch(/^gw\/deployment\.toml:6:15: error gw dials cp on 9444 .*servlet-https listens on 9443/m);
});
