import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { workshop } from './program.js';

const { path, write, run } = workshop();

it.each([
  ['  ? mi-1\n  : host: app1\n  ? mi-2\n  : host: app1\n'],
  ['  ? mi-1\n  : host: app1\n    profile: default\n  ? "mi-2"\n  :   host: app1\n'],
  ['  ? |-\n    mi-1\n  : host: app1\n  mi-2:\n    host: app1\n'],
])('nodes with explicit keys are corrected: %j', (nodes) => {
  expectCorrected(`nodes:\n${nodes}`);
});

it('so are nodes below an explicit key', () => {
  expectCorrected('? |-\n  nodes\n: mi-1:\n    host: app1\n  mi-2:\n    host: app1\n');
});

function expectCorrected(nodes: string) {
  write({ 'plan.yaml': `version: 1\ndefaults: { product: wso2mi, version: 4.2.0 }\nhosts: { app1: {} }\n${nodes}` });
  const { code, stderr } = run(['fix', 'plan.yaml', '--write']);
  expect([code, stderr]).toEqual([0, '']);
  expect(readFileSync(path('plan.yaml'), 'utf8')).toContain('offset: ');
  expect(run(['check', 'plan.yaml']).code).toBe(0);
}
