import { describe, expect, it } from 'vitest';
import { check, expand, fix, loadCatalogue } from '../src/index.js';

const CLASH = `version: 1
hosts: { app1: {} }
nodes:
  is: { host: app1, product: wso2is, version: 7.0.0 }
  am: { host: app1, product: wso2am, version: 4.3.0 }
`;
const GOOD = CLASH.replace('4.3.0 }', '4.3.0, offset: 1 }');
const catalogue = loadCatalogue();

describe('check', () => {
  it('takes one input or several, each a deployment of its own', () => {
    const one = check({ file: 'a.yaml', text: CLASH });
    const two = check([
      { file: 'a.yaml', text: CLASH },
      { file: 'b.yaml', text: GOOD },
    ]);
    expect([one.deployments.length, two.deployments.length]).toEqual([1, 2]);
    expect(two.findings.filter(({ rule }) => rule === 'port-collision').map(({ file }) => file)).toEqual(['a.yaml']);
  });

  it('takes several inputs as one deployment where it is asked to', () => {
    const inputs = [CLASH, 'version: 1\nhosts: { app2: {} }\nnodes: {}\n'].map((text, index) => ({
      file: `${index}.yaml`,
      text,
    }));
    expect(check(inputs, { together: true }).deployments).toHaveLength(1);
  });

  it('gives a rule another severity', () => {
    const { findings } = check({ file: 'a.yaml', text: CLASH }, { rules: { 'port-collision': 'warning' } });
    expect(findings.find(({ rule }) => rule === 'port-collision')?.severity).toBe('warning');
  });

  it('keeps to the limits it is given', () => {
    const { findings } = check({ file: 'a.yaml', text: CLASH }, { limits: { depth: 1 }, catalogue });
    expect(findings.map(({ rule }) => rule)).toEqual(['yaml-syntax']);
  });

  it('looks for no fixes where none are wanted', () => {
    const { findings } = check({ file: 'a.yaml', text: CLASH }, { suggestions: false });
    expect(findings.flatMap(({ fixes }) => fixes)).toEqual([]);
  });
});

describe('expand', () => {
  it('derives the listeners of a topology without judging them', () => {
    const expanded = expand({ file: 'a.yaml', text: CLASH });
    expect(expanded.ok && expanded.deployment.listeners.filter(({ port }) => port === 9443)).toHaveLength(2);
  });

  it.each([
    ['no YAML', 'a: [', 'yaml-syntax', 1],
    ['no topology', 'version: 1\n', 'schema', 1],
    ['a name that does not exist', CLASH.replace('wso2is', 'wso2ys'), 'unknown-reference', 4],
  ])('has the findings of %s instead, with their places', (_, text, rule, line) => {
    const expanded = expand({ file: 'a.yaml', text }, { catalogue });
    const [found] = expanded.ok ? [] : expanded.findings;
    expect([found?.rule, found?.file, found?.range.start.line]).toEqual([rule, 'a.yaml', line]);
  });

  it('keeps to the limits it is given', () => {
    expect(expand({ file: 'a.yaml', text: CLASH }, { limits: { depth: 1 } }).ok).toBe(false);
  });
});

describe('fix', () => {
  it('has the corrected text of one input', () => {
    const { files } = fix({ file: 'a.yaml', text: CLASH });
    expect(check(files.map(({ file, after }) => ({ file, text: after }))).summary.errors).toBe(0);
  });

  it('has those of several inputs, with a catalogue of choice', () => {
    const inputs = [
      { file: 'a.yaml', text: CLASH },
      { file: 'b.yaml', text: GOOD },
    ];
    expect(fix(inputs, { catalogue, prefer: 'server' }).files.map(({ file }) => file)).toContain('a.yaml');
  });
});
