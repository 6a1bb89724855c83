import { describe, expect, it } from 'vitest';
import { bindsOn } from '../../src/expand/binds.js';
import type { ReferenceProblem } from '../../src/model/problems.js';

const PLACE = { file: 'topology.yaml', path: ['nodes', 'mi', 'bind'] };

/** The spelling of an address on a host, and why it is not known there. */
function bound(addresses: readonly string[], bind: string, node?: string) {
  const problems: ReferenceProblem[] = [];
  const naming = { by: 'node mi', place: PLACE, ...(node === undefined ? {} : { node }) };
  const spelling = bindsOn({ id: 'app1', addresses }, problems)(bind, naming);
  return { spelling, problems: problems.length };
}

describe('an address that something on a host binds', () => {
  it.each([
    ['is every one', ['10.0.0.1'], '0.0.0.0', '*'],
    ['is a loopback address', ['10.0.0.1'], '127.0.0.1', '127.0.0.1'],
    ['is one of the host', ['10.0.0.1', '10.0.0.2'], '10.0.0.2', '10.0.0.2'],
    [
      'is the first number where a name of the host is written',
      ['am.example.com', '10.0.0.1'],
      'am.example.com',
      '10.0.0.1',
    ],
    ['is the first number where the id of the host is written', ['fd00::1', '10.0.0.1'], 'app1', '10.0.0.1'],
    ['is the host where it has no number', ['am.example.com'], 'am.example.com', 'app1'],
    ['is not known before the product runs', ['10.0.0.1'], '${carbon.local.ip}', '${carbon.local.ip}'],
    ['may be any where the host lists none', [], '10.0.0.9', '10.0.0.9'],
    ['may be any name where the host lists none', [], 'other.example.com', 'other.example.com'],
  ])('%s', (_, addresses, bind, spelling) => {
    expect(bound(addresses, bind)).toEqual({ spelling, problems: 0 });
  });

  it('is named with the host where that is its only address', () => {
    const problems: ReferenceProblem[] = [];
    bindsOn({ id: '10.0.0.1', addresses: [] }, problems)('10.0.0.9', { by: 'node mi', place: PLACE });
    expect(problems.map(({ at, subject }) => [at.label, subject.nodes])).toEqual([
      ['no such address; 10.0.0.1 has 10.0.0.1', []],
    ]);
  });

  it.each([
    [8, 'app1 has 10.0.0.1, 10.0.0.2, 10.0.0.3, 10.0.0.4, 10.0.0.5, 10.0.0.6, 10.0.0.7, 10.0.0.8'],
    [9, 'app1 has 10.0.0.1, 10.0.0.2, 10.0.0.3, 10.0.0.4, 10.0.0.5, 10.0.0.6, 10.0.0.7, 10.0.0.8 and others'],
  ])('is named with the first of %i that the host has', (count, reason) => {
    const problems: ReferenceProblem[] = [];
    const addresses = Array.from({ length: count }, (_, index) => `10.0.0.${index + 1}`);
    bindsOn({ id: 'app1', addresses }, problems)('10.0.1.1', { by: 'node mi', place: PLACE, node: 'mi' });
    expect(problems.map(({ at, subject }) => [at.label, subject.nodes])).toEqual([
      [`no such address; ${reason}`, ['mi']],
    ]);
  });

  it.each([
    ['a number', ['10.0.0.1'], '10.0.0.9', 'mi'],
    ['a name', ['am.example.com'], 'other.example.com', undefined],
    ['one of many', Array.from({ length: 9 }, (_, index) => `10.0.0.${index + 1}`), '10.0.1.1', 'mi'],
  ])('is a problem where the host has others: %s', (_, addresses, bind, node) => {
    expect(bound(addresses, bind, node)).toEqual({ spelling: bind, problems: 1 });
  });
});
