import { describe, expect, it } from 'vitest';
import type { IgnoreFields } from '../../src/model/topology.js';
import { evaluate } from '../../src/pipeline/evaluate.js';
import { catalogue, evaluated, FILE, finding, findings, node, topology } from '../topology-builder.js';

const RULE = 'unused-ignore';
const reason = 'accepted';

/** 443 on Micro Integrator, which is a `privileged-port`. */
function accepting(...ignore: readonly IgnoreFields[]) {
  return topology({ mi: node('wso2mi', '4.2.0', { offset: 0, ports: { 'passthrough-https': 443 } }) }, { ignore });
}

describe('an entry that matches nothing', () => {
  const found = () =>
    finding(
      accepting({ rule: 'privileged-port', reason }, { rule: 'port-collision', node: 'mi', listener: 'x', reason }),
      RULE,
    );

  it('is a warning that repeats the entry', () => {
    expect(found().severity).toBe('warning');
    expect(found().message).toBe('unused');
    expect(found().data).toEqual({
      entry: 'rule port-collision, node mi, listener x',
      rule: 'port-collision',
      node: 'mi',
      listener: 'x',
    });
  });

  it('points at the entry', () => expect(found().at.path).toEqual(['ignore', 1]));
});

describe('an entry whose last day is over', () => {
  const document = accepting({ rule: 'privileged-port', node: 'mi', reason, until: '2027-03-31' });
  const on = (today: string) => evaluate([{ file: FILE, document }], catalogue, [], { today }).diagnoses;

  it('is a finding at its day, and so is what it accepted', () => {
    const found = on('2027-04-01');
    expect(found.map(({ rule, message }) => [rule, message])).toEqual([
      ['privileged-port', expect.any(String)],
      [RULE, 'expired'],
    ]);
    expect(found[1]).toMatchObject({
      data: { entry: 'rule privileged-port, node mi', until: '2027-03-31' },
      at: { path: ['ignore', 0, 'until'] },
    });
  });

  it('is silent on that day, and where nobody says which day it is', () => {
    expect(on('2027-03-31')).toEqual([]);
    expect(evaluated(document).diagnoses).toEqual([]);
  });
});

describe('an entry that matches', () => {
  it.each([
    [{ rule: 'privileged-port', reason }],
    [{ rule: 'privileged-port', host: 'app1', reason }],
    [{ rule: 'privileged-port', node: 'mi', reason }],
    [{ rule: 'privileged-port', listener: 'passthrough-https', reason }],
    [{ rule: 'privileged-port', host: 'app1', node: 'mi', listener: 'passthrough-https', reason }],
  ])('%o is silent, and so is what it accepts', (entry) => {
    const { diagnoses, ignored } = evaluated(accepting(entry));
    expect(diagnoses).toEqual([]);
    expect(ignored).toMatchObject([{ rule: 'privileged-port', reason }]);
  });

  it.each([
    [{ rule: 'privileged-port', host: 'app2', reason }],
    [{ rule: 'privileged-port', node: 'im', reason }],
    [{ rule: 'privileged-port', listener: 'passthrough-http', reason }],
    [{ rule: 'ephemeral-port', node: 'mi', reason }],
  ])('%o accepts nothing', (entry) => {
    expect(
      evaluated(accepting(entry))
        .diagnoses.map(({ rule }) => rule)
        .sort(),
    ).toEqual(['privileged-port', RULE]);
  });

  it('beside another that matches the same is used too', () => {
    const entry = { rule: 'privileged-port', reason };
    expect(findings(accepting(entry, { ...entry, node: 'mi' }), RULE)).toEqual([]);
  });
});

it('a rule that is off leaves its entries unused', () => {
  const document = { ...accepting({ rule: 'privileged-port', reason }), rules: { 'privileged-port': 'off' as const } };
  expect(findings(document, RULE)).toHaveLength(1);
});
