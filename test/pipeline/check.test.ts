import { describe, expect, it } from 'vitest';
import type { Input } from '../../src/model/input.js';
import type { Report } from '../../src/model/report.js';
import { check as checkAll, type PipelineOptions } from '../../src/pipeline/check.js';
import { catalogue } from '../topology-builder.js';

const check = (inputs: readonly Input[], options: Partial<PipelineOptions> = {}) =>
  checkAll(inputs, { catalogue, ...options });
const topology = (file: string, nodes: string, more = ''): Input => ({
  file,
  text: `version: 1\nhosts: { app1: {}, app2: {} }\nnodes:\n${nodes}${more}`,
});
/** The findings of one rule; others come and go with the rules there are. */
const found = ({ findings }: Report, rule: string) => findings.filter((finding) => finding.rule === rule);
const mi = (id: string, more = '') => `  ${id}: { host: app1, product: wso2mi, version: 4.2.0${more} }\n`;

describe('the report', () => {
  const report = () => check([topology('a.yaml', mi('one') + mi('two'))]);

  it('says what made it', () => expect(report()).toMatchObject({ reportVersion: 1, tool: { name: 'wso2-topology' } }));

  it('counts', () => {
    const weights = report().findings.map(({ severity }) => severity);
    expect(report().summary).toMatchObject({
      files: 1,
      hosts: 2,
      nodes: 2,
      listeners: 8,
      errors: weights.filter((severity) => severity === 'error').length,
      warnings: weights.filter((severity) => severity === 'warning').length,
      infos: weights.filter((severity) => severity === 'info').length,
      ignored: 0,
    });
    expect(weights).toContain('error');
  });

  it('has findings with 1-based ranges and both owners', () => {
    expect(found(report(), 'port-collision')).toMatchObject([
      {
        rule: 'port-collision',
        severity: 'error',
        file: 'a.yaml',
        range: { start: { line: 5, column: 3 }, end: { line: 5, column: 6 } },
        related: [{ range: { start: { line: 4, column: 3 } } }],
      },
    ]);
  });

  it('has fixes with pointers', () => {
    expect(found(report(), 'port-collision')[0]?.fixes[0]?.edits).toMatchObject([
      { file: 'a.yaml', path: '/nodes/two/offset', to: 11 },
    ]);
  });

  it('has every listener with its status', () => {
    expect(report().deployments[0]?.listeners[0]).toMatchObject({
      host: 'app1',
      node: 'one',
      listener: 'passthrough-http',
      protocol: 'tcp',
      bind: '*',
      basePort: 8280,
      port: 8290,
      derivation: '8280 + 10 (shipped offset)',
      status: 'collision',
    });
  });

  it('has every link with its outcome', () => {
    const thrift = check([
      topology(
        'a.yaml',
        '  gw: { host: app1, product: wso2am, version: 2.6.0, profile: gateway-worker, offset: 2 }\n  km: { host: app2, product: wso2am, version: 2.6.0, profile: api-key-manager, offset: 5 }\n',
      ),
    ]);
    expect(thrift.deployments[0]?.links.find(({ link }) => link === 'key-validation-thrift')).toMatchObject({
      node: 'gw',
      endpoint: 'app2:10399',
      target: 'km',
      listener: 'thrift-key-validation',
      expectedPort: 10_402,
      outcome: 'port-mismatch',
    });
    expect(thrift.deployments[0]?.listeners).toContainEqual(
      expect.objectContaining({
        node: 'km',
        listener: 'thrift-key-validation',
        dialledBy: ['gw (key-validation-thrift)'],
      }),
    );
  });

  it.each([
    ['ok', mi('one')],
    ['out-of-range', mi('one', ', offset: 60000')],
  ])('has a listener that is %s', (status, nodes) => {
    expect(check([topology('a.yaml', nodes)]).deployments[0]?.listeners[0]?.status).toBe(status);
  });

  it('has a listener whose port is occupied', () => {
    const text = 'version: 1\nhosts: { app1: { occupied: [{ port: 8290 }] } }\nnodes:\n';
    expect(check([{ file: 'a.yaml', text: text + mi('one') }]).deployments[0]?.listeners[0]?.status).toBe('occupied');
  });
});

describe('a published port', () => {
  const statuses = (publish: string, container = '') => {
    const hosts = `hosts: { app1: {}, box: { on: app1, publish: [${publish}]${container} } }`;
    const text = `version: 1\n${hosts}\nnodes:\n${mi('one').replace('host: app1', 'host: box')}`;
    return check([{ file: 'a.yaml', text }]).deployments[0]?.published.map(({ port, lastPort, status }) => [
      port,
      ...(lastPort === undefined ? [] : [lastPort]),
      status,
    ]);
  };

  it('is unanswered where nothing in its container listens', () => {
    expect(statuses('"8290:8290", "80:8291"')).toEqual([
      [8290, 'ok'],
      [80, 'unanswered'],
    ]);
    expect(statuses('"80-81:8291-8292"')).toEqual([[80, 81, 'unanswered']]);
  });

  it('is answered by one listener of a range, and by other software of the container', () => {
    expect(statuses('"8290-8291:8290-8291"')).toEqual([
      [8290, 'ok'],
      [8291, 'ok'],
    ]);
    expect(statuses('"80:8291"', ', occupied: [{ port: 8291 }]')).toEqual([[80, 'ok']]);
  });
});

describe('findings are sorted', () => {
  it('by file, line, column, weight and rule', () => {
    const report = check([
      topology('b.yaml', mi('one') + mi('two')),
      topology('a.yaml', mi('one', ', offset: 60000') + mi('two', ', offset: 3, ports: { passthrough-http: 80 }')),
    ]);
    const rules = ['port-range', 'privileged-port', 'port-collision'];
    const places = report.findings
      .filter(({ rule }) => rules.includes(rule))
      .map(({ file, range, rule }) => `${file}:${range.start.line} ${rule}`);
    expect(places).toEqual(['a.yaml:4 port-range', 'a.yaml:5 privileged-port', 'b.yaml:5 port-collision']);
  });

  it('independently of the order of the files', () => {
    const [a, b] = [topology('a.yaml', mi('x') + mi('y')), topology('b.yaml', mi('x') + mi('y'))];
    expect(check([a, b]).findings).toEqual(check([b, a]).findings);
  });
});

describe('several files', () => {
  const [a, b] = [topology('a.yaml', mi('one')), topology('b.yaml', mi('two'))];

  it('are deployments of their own', () => {
    const report = check([a, b]);
    expect(found(report, 'port-collision')).toEqual([]);
    expect(report.deployments.map(({ file }) => file)).toEqual(['a.yaml', 'b.yaml']);
  });

  it('are one deployment when they are taken together: hosts with one id are one host', () => {
    const report = check([a, b], { together: true });
    expect(report.deployments).toHaveLength(1);
    const [collision, ...others] = found(report, 'port-collision');
    expect(collision).toMatchObject({ file: 'b.yaml', related: [{ file: 'a.yaml' }] });
    expect(collision?.fixes[0]?.edits).toMatchObject([{ file: 'b.yaml' }]);
    expect(others).toEqual([]);
  });
});

describe('severities', () => {
  const severities = (report: Report) => found(report, 'privileged-port').map(({ severity }) => severity);
  const text = mi('mi', ', offset: 0, ports: { passthrough-https: 443 }');

  it('are changed by the file', () => {
    const report = check([topology('a.yaml', text, 'rules: { privileged-port: error }\n')]);
    expect(severities(report)).toEqual(['error']);
  });

  it('are changed by the command line, which wins', () => {
    const chosen = [{ rule: 'privileged-port', severity: 'warning' as const }];
    const inputs = [topology('a.yaml', text, 'rules: { privileged-port: error }\n')];
    expect(severities(check(inputs, { severities: chosen }))).toEqual(['warning']);
  });

  it('are changed for one file only', () => {
    const report = check([topology('a.yaml', text, 'rules: { privileged-port: off }\n'), topology('b.yaml', text)]);
    expect(found(report, 'privileged-port').map(({ file }) => file)).toEqual(['b.yaml']);
  });
});

it('accepted findings are counted, not shown', () => {
  const ignore = 'ignore: [{ rule: privileged-port, reason: granted }]\n';
  const report = check([topology('a.yaml', mi('mi', ', offset: 0, ports: { passthrough-https: 443 }'), ignore)]);
  expect(found(report, 'privileged-port')).toEqual([]);
  expect(report.summary.ignored).toBe(1);
});

it('fixes are looked for only where they are wanted', () => {
  const input = topology('a.yaml', mi('one') + mi('two'));
  const [collision] = found(check([input], { suggestions: false }), 'port-collision');
  expect(collision?.fixes).toEqual([]);
});

it('without files there is nothing to say', () => {
  expect(check([])).toMatchObject({ findings: [], deployments: [], summary: { files: 0, nodes: 0 } });
  expect(check([], { together: true }).findings).toEqual([]);
});
