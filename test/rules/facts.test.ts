import { expect, it } from 'vitest';
import { alternativesOf, hasFixes, isClearedByOffset, isOfBrokenFile, phaseOf } from '../../src/rules/facts.js';
import { ALL_RULES } from '../../src/rules/index.js';

const idsWhere = (holds: (finding: { readonly rule: string }) => boolean) =>
  ALL_RULES.map(({ id }) => id).filter((rule) => holds({ rule }));

it('another offset may clear findings about ports that are taken or illegal', () => {
  expect(idsWhere(isClearedByOffset)).toEqual(['port-collision', 'occupied-port', 'port-range']);
});

it('findings about a file that is broken, or about names in it, are found before the deployment is', () => {
  expect(idsWhere(isOfBrokenFile)).toEqual(['yaml-syntax', 'schema', 'unknown-reference']);
  expect(idsWhere((finding) => phaseOf(finding) === 'after')).toEqual(['unused-ignore']);
});

it('two fixes are shown where both ends can be changed, and one fix of all other findings', () => {
  expect(idsWhere((finding) => alternativesOf(finding) > 1)).toEqual(['thrift-mismatch', 'link-mismatch']);
});

it('an id that no rule has is in no phase and has no fixes', () => {
  const finding = { rule: 'no-such-rule' };
  expect([phaseOf(finding), hasFixes(finding), alternativesOf(finding)]).toEqual([undefined, false, 1]);
});
