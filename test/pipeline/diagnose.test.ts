import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/model/finding.js';
import type { SeverityName } from '../../src/model/topology.js';
import { diagnose } from '../../src/pipeline/diagnose.js';
import { type Policy, unknownRules } from '../../src/pipeline/policy.js';
import { ALL_RULES } from '../../src/rules/index.js';
import { deploymentOf, node, topology } from '../topology-builder.js';

const low = () =>
  deploymentOf(topology({ mi: node('wso2mi', '4.2.0', { offset: 0, ports: { 'passthrough-https': 443 } }) }));
const place = { file: 'a.yaml', path: ['rules', 'x'] };
const policy = (...changes: readonly (readonly [string, SeverityName])[]): Policy => ({
  ignores: [],
  severities: changes.map(([rule, severity]) => ({ rule, severity })),
});
const severities = (...changes: readonly (readonly [string, SeverityName])[]) =>
  diagnose(low(), [], policy(...changes)).diagnoses.map(({ rule, severity }) => [rule, severity]);

describe('a rule', () => {
  it('weighs what it says by default', () => expect(severities()).toEqual([['privileged-port', 'info']]));
  it('weighs what the topology says', () =>
    expect(severities(['privileged-port', 'error'])).toEqual([['privileged-port', 'error']]));
  it('finds nothing when it is off', () => expect(severities(['privileged-port', 'off'])).toEqual([]));
  it('is changed by the last one who says something', () => {
    expect(severities(['privileged-port', 'off'], ['privileged-port', 'warning'])).toEqual([
      ['privileged-port', 'warning'],
    ]);
  });
  it('that does not exist is changed in vain', () => expect(severities(['no-such-rule', 'off'])).toHaveLength(1));
});

describe('a file that cannot be read', () => {
  const problem: Problem = {
    message: 'invalid',
    data: { reason: 'broken' },
    at: { file: 'a.yaml', path: [], label: 'broken' },
    related: [],
    subject: { nodes: [], listeners: [] },
  };
  const early = (['yaml-syntax', 'schema'] as const).map((rule) => ({ rule, problem }));

  it('never looks like one without findings', () => {
    const { diagnoses } = diagnose(undefined, early, policy(['yaml-syntax', 'off'], ['schema', 'off']));
    expect(diagnoses.map(({ rule, severity }) => [rule, severity])).toEqual([
      ['yaml-syntax', 'error'],
      ['schema', 'error'],
    ]);
  });

  it('has the problem as its text', () =>
    expect(diagnose(undefined, early, policy()).diagnoses[0]?.text).toBe('broken'));
});

describe('names of rules', () => {
  const unknown = (rule: string) =>
    unknownRules({
      ignores: [{ rule, reason: 'x', place: { file: 'a.yaml', path: ['ignore', 0] } }],
      severities: [
        { rule, severity: 'off', place },
        { rule, severity: 'off' },
      ],
    });

  it.each(ALL_RULES.map(({ id }) => id))('%s is known', (id) => expect(unknown(id)).toEqual([]));

  it('that do not exist are problems where a file has them; the command line checks its own', () => {
    expect(unknown('port-colision').map(({ problem }) => [problem.data.by, problem.data.nearest])).toEqual([
      ['rules', 'port-collision'],
      ['ignore', 'port-collision'],
    ]);
  });
});

describe('a fingerprint', () => {
  const mi = (fields = {}) => node('wso2mi', '4.2.0', fields);
  const prints = (nodes: Parameters<typeof topology>[0]) =>
    diagnose(deploymentOf(topology(nodes)), [], policy()).diagnoses.map(({ fingerprint }) => fingerprint);

  it('is 16 hexadecimal digits', () =>
    expect(prints({ a: mi(), b: mi() })).toEqual([expect.stringMatching(/^[0-9a-f]{16}$/)]));
  it('does not change with the order of nodes', () =>
    expect(prints({ a: mi(), b: mi() })).toEqual(prints({ b: mi(), a: mi() })));
  it('does not change with the numbers', () => {
    expect(prints({ a: mi({ offset: 1 }), b: mi({ offset: 1 }) })).toEqual(prints({ a: mi(), b: mi() }));
  });
  it('changes with the nodes', () => expect(prints({ a: mi(), c: mi() })).not.toEqual(prints({ a: mi(), b: mi() })));
  it('changes with the host', () => {
    expect(prints({ a: mi({ host: 'x' }), b: mi({ host: 'x' }) })).not.toEqual(prints({ a: mi(), b: mi() }));
  });
});
