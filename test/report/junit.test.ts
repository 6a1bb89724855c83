import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import { junit } from '../../src/report/junit.js';
import { ALL_RULES } from '../../src/rules/index.js';
import { awkwardReport } from '../fixtures-report/awkward-report.js';

const style = { color: false, width: 0, textOf: () => undefined };
const SCHEMA = fileURLToPath(new URL('../schemas/jenkins-junit.xsd', import.meta.url));
const hasXmllint = spawnSync('xmllint', ['--version']).status === 0;

interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
}

/** Every element of a well-formed document; anything else throws. */
function elementsOf(xml: string): readonly Element[] {
  const elements: Element[] = [];
  const open: Element[] = [];
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes: attributes as Record<string, string>, text: '' };
    elements.push(element);
    open.push(element);
  });
  parser.on('text', (text) => {
    const element = open.at(-1);
    if (element) element.text += text;
  });
  parser.on('closetag', () => open.pop());
  parser.write(xml).close();
  return elements;
}

const elements = () => elementsOf(junit(awkwardReport, style));
const named = (name: string) => elements().filter((element) => element.name === name);

describe('the junit reporter', () => {
  // Debian: libxml2-utils.
  it.skipIf(!hasXmllint)('obeys the schema that Jenkins published (skipped where xmllint is not installed)', () => {
    const { status, stderr } = spawnSync('xmllint', ['--noout', '--nonet', '--schema', SCHEMA, '-'], {
      input: junit(awkwardReport, style),
      encoding: 'utf8',
    });
    expect(stderr).toBe('- validates\n');
    expect(status).toBe(0);
  });

  it.skipIf(!hasXmllint)('obeys it when there is nothing to report (skipped where xmllint is not installed)', () => {
    const input = junit({ ...awkwardReport, findings: [], suppressed: [], deployments: [] }, style);
    expect(
      spawnSync('xmllint', ['--noout', '--nonet', '--schema', SCHEMA, '-'], { input, encoding: 'utf8' }).stderr,
    ).toBe('- validates\n');
  });

  it('has a suite for each file, also for one without findings', () => {
    expect(named('testsuite').map(({ attributes }) => attributes.name)).toEqual([
      '=cmd/other ::x.yaml',
      'topologies/a b:c|d%<e>,é🚀.yaml',
      'topologies/clean.yaml',
    ]);
  });

  it('has a case for each rule and file', () => {
    expect(named('testcase')).toHaveLength(3 * ALL_RULES.length);
  });

  it('fails the cases of errors alone', () => {
    expect(named('failure').map(({ attributes }) => attributes.type)).toEqual(['schema', 'port-collision']);
    expect(elements()[0]?.attributes).toMatchObject({ failures: '2', errors: '0' });
  });

  it('tells warnings and infos in the output of their case', () => {
    expect(
      named('system-out').map(({ text }) => text.split('\n').filter((line) => !line.startsWith('= ')).length),
    ).toEqual([2, 1]);
  });

  it('skips a case whose findings are all accepted, and says why', () => {
    expect(named('skipped').map(({ text }) => text)).toEqual([
      expect.stringContaining('end ]]> of data --> (accepted: one\\x0atwo'),
      expect.stringContaining('a|b||c (accepted: <script>'),
    ]);
  });
});
