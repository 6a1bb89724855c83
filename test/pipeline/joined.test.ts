import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/index.js';
import { check } from '../../src/pipeline/check.js';
import { fix } from '../../src/pipeline/fix.js';
import { FORMATS, reporterOf } from '../../src/report/registry.js';
import { command } from '../cli/command.js';
import { catalogue } from '../topology-builder.js';

const plan = (nodes: string, more = '') => `version: 1
defaults: { product: wso2am, version: 4.2.0 }
hosts: { h1: {}, h2: {}, h3: {}, cp: {} }
nodes:
  cp: { host: cp, profile: control-plane }
${nodes}rules: { ambiguous-link: off }
${more}`;
const gateways = (links: string, own = '') => `  gw-1: &g { host: h1, profile: gateway-worker, links: { ${links} } }
  gw-2: { <<: *g, host: h2 }
  gw-3: { <<: *g, host: h3${own} }
`;
const SELF = 'event-hub-jms: { url: "tcp://localhost:5672" }';
const checked = (text: string) => check([{ file: 'plan.yaml', text }], { catalogue });
const found = (text: string) => checked(text).findings;

describe('one value of several nodes', () => {
  it('is one finding at its place, which names all of them', () => {
    expect(found(plan(gateways(SELF)))).toMatchObject([
      {
        rule: 'link-self',
        message:
          'event-hub-jms of gw-1 on 5672 lands on gw-1 itself (broker-amqp), not on cp; the same holds for gw-2 and gw-3',
        label: 'gw-1, gw-2 and gw-3: event-hub-jms dials localhost:5672',
        range: { start: { line: 6 } },
        sharedBy: ['gw-2', 'gw-3'],
        fixes: [{ title: 'set event-hub-jms of gw-1, gw-2 and gw-3 to tcp://cp:5672' }],
        correctable: true,
      },
    ]);
  });

  it('does not name nodes for which it is right', () => {
    const [first, ...others] = found(
      `version: 1
defaults: { product: wso2am, version: 4.2.0 }
hosts: { box: {}, h2: {} }
nodes:
  cp: { host: box, profile: control-plane, offset: 1 }
  gw-1: &g { host: box, profile: gateway-worker, links: { event-hub-jms: { url: "tcp://localhost:5673" } } }
  gw-2: { <<: *g, host: h2 }
rules: { ambiguous-link: off, manual-edit: off }
`,
    );
    expect(others).toEqual([]);
    expect(first?.message).toMatch(/^gw-2 dials /);
    expect(first).not.toHaveProperty('sharedBy');
  });

  it.each([
    ['a profile', 'profile: gateway-worker', 'profile: no-profile', 'unknown-reference'],
    ['a release', 'profile: gateway-worker', 'profile: gateway-worker, version: 4.2.99', 'unlisted-version'],
    ['a connection', 'links:', 'dials: [{ to: "cp:3307", purpose: db }], links:', 'link-mismatch'],
    ['a port', 'links:', 'ports: { no-listener: 1 }, links:', 'unknown-reference'],
  ])('is one finding where it is %s', (_, before, after, rule) => {
    const findings = found(plan(gateways('throttle-publish: cp').replace(before, after)));
    const own = findings.filter((each) => each.rule === rule);
    expect(own.map(({ sharedBy }) => sharedBy)).toEqual([['gw-2', 'gw-3']]);
  });

  it('is several findings where it has several wrong endpoints', () => {
    const two = 'throttle-publish: { url: "{tcp://cp:9612},{tcp://cp:9613}" }';
    const endpoints = found(plan(gateways(two))).map(({ message, sharedBy }) => [
      /on (\d+)/.exec(message)?.[1],
      sharedBy,
    ]);
    expect(endpoints.filter(([, sharedBy]) => sharedBy).sort()).toEqual([
      ['9612', ['gw-2', 'gw-3']],
      ['9613', ['gw-2', 'gw-3']],
    ]);
  });

  it('has the fingerprint of its nodes, whatever their order', () => {
    const one = found(plan(gateways(SELF)));
    const other = found(plan(gateways(SELF).replace('gw-2', 'x').replace('gw-3', 'gw-2').replace('x', 'gw-3')));
    expect(other.map(({ fingerprint }) => fingerprint)).toEqual(one.map(({ fingerprint }) => fingerprint));
    const fewer = found(plan(gateways(SELF, `, links: { event-hub-jms: { url: "tcp://cp:5672" } }`)));
    expect(fewer).toHaveLength(1);
    expect(fewer[0]?.fingerprint).not.toBe(one[0]?.fingerprint);
  });

  it('says what is different for the others, and each gets its own value', () => {
    const text = `version: 1
defaults: { product: wso2am, version: 4.2.0 }
hosts: { a: { group: a }, b: { group: b }, h1: { group: a }, h2: { group: b }, h3: { group: b } }
nodes:
  cp-a: { host: a, profile: control-plane }
  cp-b: { host: b, profile: control-plane }
${gateways(SELF)}rules: { ambiguous-link: off }
`;
    const [first, ...others] = found(text);
    expect(others).toEqual([]);
    expect(first?.message).toContain('not on cp-a; the same value is wrong for gw-2 and gw-3 as well');
    expect(first?.notes).toContain('event-hub-jms of gw-2 on 5672 lands on gw-2 itself (broker-amqp), not on cp-b');
    expect(first?.fixes[0]?.lines).toEqual([
      'set event-hub-jms of gw-1 to tcp://a:5672',
      'set event-hub-jms of gw-2 to tcp://b:5672',
      'set event-hub-jms of gw-3 to tcp://b:5672',
    ]);
    const fixed = fix([{ file: 'plan.yaml', text }], { catalogue });
    expect(found(fixed.files[0]?.after ?? '')).toEqual([]);
    expect(fixed.decisions[0]?.title).toMatch(/gw-3: .*tcp:\/\/b:5672$/);
  });

  it('is left where a front end would need one way for each of them', () => {
    const text = `version: 1
hosts: { box: {}, front: { on: box, forwards: [{ port: 8243, to: ["a:servlet-https"] }] } }
nodes:
  a: &a { host: box, product: wso2is, version: 5.11.0, links: { user-store-ldap: { url: "https://front/services/" } } }
  b: { <<: *a, host: box }
rules: { manual-edit: off }
`;
    const own = found(text).filter(({ rule }) => rule === 'link-mismatch');
    expect(own.map(({ sharedBy, fixes }) => [sharedBy, fixes])).toEqual([[['b'], []]]);
    expect(fix([{ file: 'plan.yaml', text }], { catalogue }).files[0]?.after).toContain('forwards: [{ port: 8243, to:');
  });

  it('is corrected for all nodes, or left for all', () => {
    const text = `version: 1
defaults: { product: wso2am, version: 1.10.0 }
hosts: { box: {}, app1: { on: box } }
nodes:
  a: &a { host: box, links: { key-validation-ws: { to: km, url: "https://box:9443/services/" } } }
  km: { <<: *a, host: app1 }
  b: { <<: *a, host: box, offset: 1 }
`;
    const { files, unresolved } = fix([{ file: 'plan.yaml', text }], { catalogue });
    expect(unresolved.flatMap(({ rule, sharedBy }) => (rule === 'link-mismatch' ? [sharedBy] : []))).toEqual([
      ['b', 'km'],
    ]);
    expect(files[0]?.after.match(/https:\/\/box:9443/g)).toHaveLength(1);
    expect(files[0]?.after).not.toContain('https://app1');
  });

  it.each(FORMATS)('is told once, with all nodes, as %s', async (format) => {
    const text = plan(gateways(SELF));
    const told = (await reporterOf(format))(checked(text), { color: false, width: 0, textOf: () => text });
    expect(told.match(/same holds for gw-2 and gw-3/)).not.toBeNull();
    expect(told).not.toContain('lands on gw-2');
  });
});

describe('an entry under ignore', () => {
  const entry = (node: string) => `  - { rule: link-self, node: ${node}, reason: known }\n`;

  it('accepts the value of its node alone', () => {
    const report = checked(plan(gateways(SELF), `ignore:\n${entry('gw-2')}`));
    expect(report.findings.map(({ sharedBy }) => sharedBy)).toEqual([['gw-3']]);
    expect(report.suppressed.map(({ message }) => message)).toEqual([
      'event-hub-jms of gw-2 on 5672 lands on gw-2 itself (broker-amqp), not on cp',
    ]);
  });

  it('accepts the whole finding with those of the other nodes', () => {
    const report = checked(plan(gateways(SELF), `ignore:\n${['gw-1', 'gw-2', 'gw-3'].map(entry).join('')}`));
    expect(report.findings).toEqual([]);
    expect(report.suppressed.map(({ sharedBy }) => sharedBy)).toEqual([['gw-2', 'gw-3']]);
  });
});

describe('a file that several nodes read', () => {
  const service = (name: string, profile: string, volume = '') =>
    `  ${name}:\n    image: wso2/wso2am:4.2.0\n    command: -Dprofile=${profile}\n${volume}`;
  const mounted =
    '    volumes: ["./conf/deployment.toml:/home/wso2carbon/wso2am-4.2.0/repository/conf/deployment.toml"]\n';
  const files = (url: string) => ({
    'docker-compose.yml': `services:\n${service('cp', 'control-plane')}${service('gw1', 'gateway-worker', mounted)}${service('gw2', 'gateway-worker', mounted)}`,
    'conf/deployment.toml': `[server]\nhostname = "gw"\n\n[apim.event_hub]\nservice_url = "${url}"\n`,
  });
  const inFiles = async (url: string) => {
    const { stdout } = await command('check', '.', '--format', 'json', { files: files(url) });
    return (JSON.parse(stdout) as Report).findings.filter(({ rule }) => rule.startsWith('link-'));
  };

  it('is wrong once where its value is wrong for all of them, and where it leaves out what they need', async () => {
    const findings = await inFiles('https://cp:9444/services/');
    expect(findings.map(({ rule, sharedBy, range }) => [rule, sharedBy, range.start.line])).toEqual([
      ['link-self', ['gw2'], 2],
      ['link-mismatch', ['gw2'], 5],
    ]);
    expect(findings[1]?.message).toContain('gw1 dials cp on 9444');
    expect(findings[1]?.fixes[0]?.title).toBe('set event-hub-rest of gw1 and gw2 to https://cp:9443/services/');
  });

  it('is changed once', async () => {
    const { stdout } = await command('fix', '.', { files: files('https://cp:9444/services/') });
    expect(stdout).toMatch(
      /^gw1: links\.event-hub-rest\.url https:\/\/cp:9444\/services\/ -> https:\/\/cp:9443\/services\/$/m,
    );
    expect(stdout).toContain('1 change in 1 file');
  });
});
