import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/index.js';
import { command } from '../cli/command.js';

const TOML = `[server]
hostname = "{{ .Values.host }}"
offset = {{ .Values.offset }}

[apim.event_hub]
service_url = "https://{{ .Values.peer }}:9443/services/"
`;
const HELPERS = `{{- define "am.name" -}}
{{ .Release.Name }}-{{ .Chart.Name }}
{{- end -}}
`;
const CONF = `apiVersion: v1
kind: ConfigMap
metadata:
  name: {{ include "am.name" . }}-conf
  namespace: {{ .Release.Namespace }}
data:
  deployment.toml: {{ tpl (.Files.Get "confs/deployment.toml") . | quote }}
`;
const WORKLOAD = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "am.name" . }}
spec:
  template:
    metadata:
      labels: { app: am }
    spec:
      containers:
        - name: am
          image: "wso2/wso2am:{{ .Values.tag | default .Chart.AppVersion }}"
          volumeMounts:
            - { name: conf, mountPath: /home/wso2carbon/wso2-config-volume/repository/conf/deployment.toml, subPath: deployment.toml }
      volumes:
        - name: conf
          configMap: { name: {{ include "am.name" . }}-conf }
`;
const SERVICE = `apiVersion: v1
kind: Service
metadata:
  name: {{ include "am.name" . }}-service
spec:
  selector: { app: am }
  ports:
    - { name: https, port: 9443, targetPort: {{ .Values.target }} }
`;

const CHART = {
  'am/Chart.yaml': 'name: am\nversion: 1.0.0\nappVersion: "4.2.0"\n',
  'am/values.yaml': 'host: am.corp\noffset: 0\npeer: cp-service\ntarget: 9444\n',
  'am/confs/deployment.toml': TOML,
  'am/templates/_helpers.tpl': HELPERS,
  'am/templates/conf.yaml': CONF,
  'am/templates/deployment.yaml': WORKLOAD,
  'am/templates/service.yaml': SERVICE,
  'am/templates/NOTES.txt': 'Installed {{ .Release.Name }}',
};

async function checked(files: Readonly<Record<string, string>>): Promise<Report & { code: number; stderr: string }> {
  const { stdout, stderr, code } = await command('check', '.', '--format', 'json', { files });
  return { ...(JSON.parse(stdout) as Report), code, stderr };
}

const nodesOf = ({ deployments }: Report) => deployments.flatMap(({ nodes }) => nodes);

describe('a chart', () => {
  it('is judged as its own values render it, at the lines of its templates and of the files that they take in', async () => {
    const report = await checked(CHART);
    expect(nodesOf(report)).toMatchObject([{ id: 'am-am', product: 'wso2am', version: '4.2.0', offset: 0 }]);
    expect(report.findings.map(({ rule, file, range }) => [rule, file, range?.start])).toEqual([
      ['forward-mismatch', 'am/templates/service.yaml', { line: 8, column: 46 }],
    ]);
    const endpoints = report.deployments.flatMap(({ endpoints: all = [] }) => all);
    // Which Services other releases have is not known here.
    expect(
      endpoints.map(({ endpoint, verdict, file, range }) => [endpoint, verdict, file, range?.start]),
    ).toContainEqual([
      'https://cp-service:9443/services/',
      'outside',
      'am/confs/deployment.toml',
      { line: 6, column: 15 },
    ]);
    expect(report.stderr).toContain('charts are read with their values files');
    expect(report.stderr).not.toContain('not rendered');
  });

  it('is not changed: what is wrong in a template is shown with its place', async () => {
    const { stdout } = await command('fix', '.', { files: CHART });
    expect(stdout).not.toContain('+++');
  });

  it('is a deployment for each file of values, in its folder or alone beside it', async () => {
    const report = await checked({
      ...CHART,
      'am/values-dev.yaml': 'target: 9443\n',
      'prod-values.yaml': 'tag: 4.1.0\ntarget: 9443\n',
    });
    expect(report.deployments.map(({ name, nodes }) => [name, nodes.map(({ version }) => version)])).toEqual([
      ['am', ['4.2.0']],
      ['prod-values.yaml', ['4.1.0']],
      ['am/values-dev.yaml', ['4.2.0']],
    ]);
    expect(report.findings.map(({ rule }) => rule)).toEqual(['forward-mismatch']);
  });

  it.each([
    ['wso2am', '4.2.0'],
    ['bank', '4.7.0'],
  ])('called %s runs %s where no image says a release', async (name, version) => {
    const report = await checked({
      ...CHART,
      'am/Chart.yaml': `name: ${name}\nappVersion: "4.2.0"\n`,
      'am/templates/deployment.yaml': WORKLOAD.replace(':{{ .Values.tag | default .Chart.AppVersion }}', ''),
    });
    expect(nodesOf(report)).toMatchObject([{ product: 'wso2am', version }]);
  });

  it('beside another one is a deployment of its own', async () => {
    const other = Object.entries(CHART).map(([file, text]): [string, string] => [file.replace('am/', 'two/'), text]);
    const report = await checked({ ...CHART, ...Object.fromEntries(other), 'values.yaml': 'x: 1' });
    expect(report.deployments.map(({ name }) => name)).toEqual(['am', 'two']);
  });

  it('says which of its values are missing, and judges nothing that depends on them', async () => {
    const report = await checked({
      ...CHART,
      'am/values.yaml': 'host: am.corp\npeer: cp-service\nserver: {}\n',
      'am/templates/service.yaml': SERVICE.replace('.Values.target', 'required "target" .Values.target'),
      'am/templates/ingress.yaml': `apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: am }
spec: { rules: [{ host: am.corp, http: { paths: [{ path: /, backend: { service: { name: am-am-service, port: { number: 9443 } } } }] } }] }
`,
    });
    expect(report.findings.map(({ rule }) => rule)).not.toContain('forward-mismatch');
    expect(report.stderr).toContain('(1): .Values.target (am/templates/service.yaml:8:46)');
  });

  it('says which templates and charts are not there or not understood', async () => {
    const report = await checked({
      ...CHART,
      'am/Chart.yaml': `${CHART['am/Chart.yaml']}dependencies: [{ name: mysql }]\n`,
      'am/templates/broken.yaml': 'kind: Service\napiVersion: v1\na: {{ end }}\n',
      'am/templates/odd.yaml': 'kind: Service\napiVersion: v1\na: {{ "[" }}\n',
      'am/templates/list.yaml': 'just: {{ "text" }}\n',
      'am/templates/bool.yaml': '{{ if .Values.host.x }}a: 1{{ end }}\n',
    });
    expect(report.stderr).toContain('(1): mysql');
    expect(report.stderr).toContain('not understood (1): am/templates/broken.yaml');
    expect(report.stderr).toContain('no YAML with the values of the chart (1): am/templates/odd.yaml');
    expect(report.stderr).toContain('(1): .Values.host.x (am/templates/bool.yaml:1:1)');
    expect(nodesOf(report)).toHaveLength(1);
  });

  it('keeps its text out of reports where only a line of it is a copy', async () => {
    const inline = `apiVersion: v1
kind: ConfigMap
metadata: { name: am-am-conf }
data:
  deployment.toml: |
    [server]
    hostname = "{{ .Values.host }}"
    offset = 0
    [apim.event_hub]
    service_url = "https://localhost:9443/services/"
`;
    const report = await checked({ ...CHART, 'am/templates/conf.yaml': inline });
    const [finding] = report.findings.filter(({ rule }) => rule === 'forward-mismatch');
    expect(finding).toMatchObject({ file: 'am/templates/service.yaml' });
    expect(nodesOf(report)).toMatchObject([{ offset: 0, version: '4.2.0' }]);
  });

  it.each([
    ['has no values', { 'am/values.yaml': undefined }],
    ['has no workload', { 'am/templates/deployment.yaml': undefined }],
    [
      'has no templates',
      Object.fromEntries(
        Object.keys(CHART)
          .filter((file) => file.includes('templates'))
          .map((file) => [file, undefined]),
      ),
    ],
  ])('that %s is left as it is', async (_, without: Readonly<Record<string, undefined>>) => {
    const files = Object.fromEntries(Object.entries(CHART).filter(([file]) => !(file in without)));
    const { stderr } = await command('check', '.', { files });
    expect(stderr).not.toContain('charts are read with their values files');
  });

  it('whose files are binary or long has them without their text', async () => {
    const report = await checked({
      ...CHART,
      'am/confs/x.bin': 'a\0b',
      'am/confs/long.txt': 'x'.repeat(1024 * 1024 + 1),
    });
    expect(nodesOf(report)).toHaveLength(1);
  });
});
