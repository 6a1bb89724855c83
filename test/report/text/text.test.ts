import { describe, expect, it } from 'vitest';
import { check } from '../../../src/pipeline/check.js';
import { MAX_LINE } from '../../../src/report/excerpt.js';
import { text } from '../../../src/report/text/text.js';
import { catalogue } from '../../topology-builder.js';

const ORIGIN = 'Server.Ports.Offset (conf/a/repository/conf/carbon.xml:127)';

/** What a person sees of two nodes that want the same ports, the second one with a comment behind it. */
function shown(comment: string, width = 0, file = 'plan.yaml'): readonly string[] {
  const node = '{ host: app1, product: wso2mi, version: 4.2.0 }';
  const content = `version: 1\nhosts: { app1: {} }\nnodes:\n  a: ${node}\n  b: ${node}${comment}\n`;
  const report = check([{ file, text: content }], { catalogue });
  return text(report, { color: false, width, textOf: () => content }).split('\n');
}

describe('a source line that is too long', () => {
  const padding = ' '.repeat(MAX_LINE);

  it('has its comment on a line of its own, since it says where the value came from', () => {
    const lines = shown(`${padding}# ${ORIGIN}`);
    expect(lines).toContain('5 |   b: { host: app1, product: wso2mi, version: 4.2.0 }');
    expect(lines).toContain(`  = line 5: ${ORIGIN}`);
  });

  it('keeps it where the line is short', () => {
    const lines = shown(' # short');
    expect(lines).toContain('5 |   b: { host: app1, product: wso2mi, version: 4.2.0 } # short');
    expect(lines.filter((line) => line.startsWith('  = line'))).toEqual([]);
  });
});

describe('on a terminal', () => {
  it.each([60, 80, 120])('of %i columns no line is wider, but for what has no space in it', (width) => {
    const wide = shown(`     # ${ORIGIN}`, width).filter((line) => line.length > width);
    expect(wide.every((line) => /^ *\S+$/.test(line))).toBe(true);
  });

  it('the words stay in order', () => {
    const words = (lines: readonly string[]) => lines.join(' ').replaceAll(/[\s|^-]+/g, ' ');
    expect(words(shown('', 70))).toBe(words(shown('')));
  });

  it('a path stays whole, so that it can be copied', () => {
    expect(shown(`     # ${ORIGIN}`, 60).join('\n')).toContain('(conf/a/repository/conf/carbon.xml:127)');
  });
});

it('a label that repeats the message is left out', () => {
  const content = 'version: 1\nhosts: {}\nnode: {}\n';
  const report = check([{ file: 'plan.yaml', text: content }], { catalogue });
  const lines = text(report, { color: false, width: 0, textOf: () => content }).split('\n');
  expect(lines).toContain('  | ^^^^');
});

describe('a crowd on one host', () => {
  const at = (count: number) => {
    const nodes = Array.from({ length: count }, (_, index) => `  n${index}: { host: app1 }`);
    const defaults = 'defaults: { product: wso2mi, version: 4.2.0 }';
    const content = ['version: 1', defaults, 'hosts: { app1: {} }', 'nodes:', ...nodes].join('\n');
    const report = check([{ file: 'plan.yaml', text: content }], { catalogue });
    return { report, lines: text(report, { color: false, width: 0, textOf: () => content }).split('\n') };
  };

  it('is drawn up to a number of places, and the others are counted', () => {
    const { report, lines } = at(120);
    const [{ related, fixes } = { related: [], fixes: [] }] = report.findings;
    const more = lines.indexOf(`    = and ${related.length - 40} more places; --format json has all of them`);
    expect(lines.slice(0, more).filter((line) => /[-^] n\d+: /.test(line))).toHaveLength(41);
    expect(related).toHaveLength(119);
    expect(fixes[0]?.title).toMatch(/^n\d+ to offset \d+(, n\d+ to offset \d+){39} and \d+ more$/);
    expect(fixes[0]?.edits.length).toBeGreaterThan(41);
  });

  it('that is small has all its places', () => {
    const { report, lines } = at(38);
    expect(report.findings[0]?.fixes[0]?.title).not.toContain('more');
    expect(lines.filter((line) => line.includes('more place'))).toEqual([]);
  });
});

describe('a fix of several places', () => {
  const content = `version: 1
defaults: { product: wso2am, version: 4.2.0 }
hosts: { cp: {}, gw: {} }
nodes:
  cp: { host: cp, profile: control-plane, offset: 1 }
  gw:
    host: gw
    profile: gateway-worker
    links: { throttle-decisions-jms: { url: "tcp://cp:5672" }, event-hub-jms: { url: "tcp://cp:5672" } }
`;
  const at = (width: number) => {
    const report = check([{ file: 'plan.yaml', text: content }], { catalogue });
    return text(report, { color: false, width, textOf: () => content }).split('\n');
  };
  const places = (lines: readonly string[]) =>
    lines.slice(lines.findIndex((line) => line.includes('([apim.throttling]')));

  it('has the keys of all of them on one line of a log', () => {
    expect(places(at(0))[0]).toBe(
      '    ([apim.throttling] throttle_decision_endpoints in repository/conf/deployment.toml; [apim.event_hub] event_listening_endpoints in repository/conf/deployment.toml)',
    );
  });

  it('has them below each other on a narrow terminal', () => {
    const [first, second] = places(at(60));
    expect(first).toMatch(/^ {4}\(\[apim\.throttling\]/);
    expect(second).toMatch(/^ {4}\S/);
  });
});
