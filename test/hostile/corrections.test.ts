import { expect, it } from 'vitest';
import { workshop } from './program.js';

const { write, run } = workshop();

it('a correction does not say that it clears what is listed as unresolved', () => {
  write({
    'plan.yaml': `version: 1
defaults: { product: wso2sp-manager, version: 4.3.0 }
hosts: { m: {} }
nodes:
  a: { host: m }
  b: { host: m }
`,
  });
  const { code, stdout } = run(['fix', 'plan.yaml']);
  expect(code).toBe(1);
  // 7612 and 7712 move with the offset, 9190 and 9543 do not.
  expect(stdout).toContain('b: offset 2\n');
  expect(stdout).not.toContain('clears port-collision');
  expect(stdout).toContain('unresolved error[port-collision]: 2 ports on m are taken by a and b: 9190 and 9543');
});
