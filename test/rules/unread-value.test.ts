import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/index.js';
import { command } from '../cli/command.js';
import { deployment } from '../discovery/manifests.js';

const CHART = 'name: wso2am-tm\nappVersion: "4.6.0"\n';
const VALUES = `wso2:
  apim:
    portOffset: 0
    configurations:
      km:
        serviceUrl: km
        servicePort: 9443
      eventhub:
        serviceUrl: cp
        servicePort: 9443
`;
const KM = '.Values.wso2.apim.configurations.km';
const HUB = '.Values.wso2.apim.configurations.eventhub';
const LITERAL = `https://{{ ${KM}.serviceUrl }}:9443/services/`;
const READ = `https://{{ ${KM}.serviceUrl }}:{{ ${KM}.servicePort }}/services/`;
const REST = `offset = {{ .Values.wso2.apim.portOffset }} https://{{ ${HUB}.serviceUrl }}:{{ ${HUB}.servicePort }}/`;

const manifest = (text: string) => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata:\n  a: ${text}\n`;

async function found(files: Readonly<Record<string, string>>, path = 'tm') {
  const tm = deployment('tm', 'wso2/wso2am-tm:4.6.0');
  const chart = { 'tm/Chart.yaml': CHART, 'tm/values.yaml': VALUES, 'tm/templates/tm.yaml': tm };
  const { stdout } = await command('check', path, '--format', 'json', { files: { ...chart, ...files } });
  const { findings } = JSON.parse(stdout) as Report;
  return findings.filter(({ rule }) => rule === 'unread-value');
}

async function paths(files: Readonly<Record<string, string>>) {
  return (await found(files)).map(({ data }) => data.path);
}

describe('a port that no template reads', () => {
  it('is found at the values, with the number that is written instead', async () => {
    const [problem, ...others] = await found({ 'tm/templates/conf.yaml': manifest(`${LITERAL} ${REST}`) });
    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      severity: 'warning',
      file: 'tm/values.yaml',
      range: { start: { line: 7, column: 22 } },
      message:
        'no template of chart wso2am-tm reads wso2.apim.configurations.km.servicePort: 9443 is written as a number instead',
      related: [{ file: 'tm/templates/conf.yaml', range: { start: { line: 5 } } }],
    });
  });

  it('is found where nothing is written instead', async () => {
    const [problem] = await found({ 'tm/templates/conf.yaml': manifest(`{{ ${KM}.serviceUrl }} ${REST}`) });
    expect(problem).toMatchObject({
      message:
        'no template of chart wso2am-tm reads wso2.apim.configurations.km.servicePort: another port than 9443 changes nothing',
      data: { isReplaced: false },
    });
  });

  it('is looked for in the files that templates put in', async () => {
    const conf = { 'tm/templates/conf.yaml': manifest('{{ tpl (.Files.Get "confs/start.sh") . | quote }}') };
    expect(await paths({ ...conf, 'tm/confs/start.sh': `${READ} ${REST}` })).toEqual([]);
    expect(await paths({ ...conf, 'tm/confs/start.sh': `${LITERAL} ${REST}` })).toEqual([
      'wso2.apim.configurations.km.servicePort',
    ]);
  });

  it.each([
    ['it is read', `${READ} ${REST}`],
    ['it is read with all that is around it', `{{ with ${KM} }}{{ .servicePort }}{{ end }} ${REST}`],
    ['it is read from the root', `{{ $${KM}.servicePort }} ${REST}`],
    ['the values are used as a whole', `{{ toYaml .Values }} ${LITERAL} ${REST}`],
    ['nothing is taken from the chart', 'plain'],
  ])('is not one where %s', async (_, text) => {
    expect(await paths({ 'tm/templates/conf.yaml': manifest(text) })).toEqual([]);
  });

  it('is not one where named templates read it, nor in charts that are inside of it', async () => {
    const conf = { 'tm/templates/conf.yaml': manifest(`{{ include "km" . }} ${REST}`) };
    const helpers = `{{- define "km" }}{{ ${KM}.servicePort }}{{ end }}`;
    expect(await paths({ ...conf, 'tm/templates/_helpers.tpl': helpers })).toEqual([]);
    expect(await paths({ ...conf, 'tm/charts/b/templates/_helpers.tpl': helpers })).toHaveLength(1);
  });

  it('is not one of a chart inside, of all charts, or of a chart without templates', async () => {
    const values = 'global: { port: 1000 }\ndb: { port: 3306 }\nwso2:\n  apim: { portOffset: 0 }\n';
    const chart = `${CHART}dependencies:\n  - { name: mysql, alias: db }\n`;
    const files = { 'tm/Chart.yaml': chart, 'tm/values.yaml': values };
    expect(await paths({ ...files, 'tm/templates/conf.yaml': manifest('{{ .Values.wso2.apim.portOffset }}') })).toEqual(
      [],
    );
    expect(await paths({})).toEqual([]);
  });
});

it('a number that is written where the value is read elsewhere is found there', async () => {
  const [problem] = await found({ 'tm/templates/conf.yaml': manifest(`${READ} ${LITERAL} ${REST}`) });
  expect(problem).toMatchObject({
    file: 'tm/templates/conf.yaml',
    message:
      'a template of chart wso2am-tm writes 9443 as a number, where wso2.apim.configurations.km.servicePort is read elsewhere',
    related: [{ file: 'tm/values.yaml' }],
  });
  expect(await paths({ 'tm/templates/conf.yaml': manifest(`${READ} {{ ${KM}.serviceUrl }}:5672 ${REST}`) })).toEqual(
    [],
  );
});

it('a chart without a name is called by its folder', async () => {
  const conf = { 'tm/Chart.yaml': 'version: 1.0.0\n', 'tm/templates/conf.yaml': manifest(`${LITERAL} ${REST}`) };
  expect((await found(conf)).map(({ data }) => data.chart)).toEqual(['tm']);
});

it('values that cannot be read say nothing', async () => {
  const conf = { 'tm/values.yaml': 'a: [', 'tm/templates/conf.yaml': manifest('{{ .Values.a | default "b" }}') };
  expect(await paths(conf)).toEqual([]);
});

it('a chart at the top of a tree, and a chart of other software', async () => {
  const templates = {
    'templates/tm.yaml': deployment('tm', 'wso2/wso2am-tm:4.6.0'),
    'templates/conf.yaml': manifest(`${LITERAL} ${REST}`),
  };
  expect(await found({ 'Chart.yaml': CHART, 'values.yaml': VALUES, ...templates }, '.')).toHaveLength(1);
  const web = { 'tm/Chart.yaml': 'name: web\n', 'tm/values.yaml': 'web: { port: 80 }\n' };
  const nginx = { 'tm/templates/tm.yaml': deployment('web', 'nginx') };
  expect(await paths({ ...web, ...nginx, 'tm/templates/conf.yaml': manifest('{{ .Values.web.name }}') })).toEqual([]);
});
