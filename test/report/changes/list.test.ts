import { expect, it } from 'vitest';
import type { DeploymentChanges } from '../../../src/model/changes.js';
import { markdown } from '../../../src/report/changes/markdown.js';
import { text } from '../../../src/report/changes/text.js';

const style = { color: false, width: 0 };
const NOTHING: DeploymentChanges = { file: 'x.yaml', ports: [], links: [], openings: [], edits: [], stored: [] };
const shown = (changes: Partial<DeploymentChanges>) =>
  text({ deployments: [{ ...NOTHING, ...changes }], found: [], gone: [] }, style)
    .split('\n')
    .map((line) => line.replace(/ {2,}/g, '|'));

it('a port says its host where that changes, its protocol where it is not TCP, and its address where it has one', () => {
  const at = { host: 'a', port: 4000, bind: '*' };
  const lines = shown({
    ports: [
      { kind: 'moved', owner: 'n x', protocol: 'udp', from: at, to: { ...at, host: 'b', bind: '10.0.0.1' } },
      { kind: 'opened', owner: 'box', protocol: 'tcp', to: { ...at, lastPort: 4010 } },
      { kind: 'closed', owner: 'n y', protocol: 'tcp', from: at },
    ],
  });
  expect(lines).toContain('~|moved|n x|a:4000/udp|b:4000 (bound to 10.0.0.1)/udp');
  expect(lines).toContain('+|opened|box|a:4000-4010');
  expect(lines).toContain('-|closed|n y|a:4000');
});

it('what was not there before is empty', () => {
  const lines = shown({
    links: [{ kind: 'broken', node: 'n', link: 'l', to: 'x:1' }],
    edits: [{ node: 'n', file: 'f', setting: 's', to: '1' }],
    stored: [{ node: 'n', file: 'db', setting: '', to: '2' }],
  });
  expect(lines).toContain('!|n l|broken|x:1');
  expect(lines).toContain('~|n|f|s|1');
  expect(lines).toContain('!|n|db|2');
});

it('an address that is the host itself is said once', () => {
  const row = { sourceHost: '10.0.0.1', sourceAddresses: ['10.0.0.1'], destinationHost: 'b', destinationAddresses: [] };
  const lines = shown({
    openings: [{ kind: 'add', ...row, port: 1, protocol: 'tcp', link: 'l', basis: 'named' }],
  });
  expect(lines).toContain('+|add|10.0.0.1|b|1/tcp|l|named');
});

it('a plan with a name is called by it, where there are several', () => {
  const one = { ...NOTHING, edits: [{ node: 'n', file: 'f', setting: 's', to: '1' }] };
  const changes = { deployments: [{ ...one, name: 'Prod', only: 'new' as const }, one], found: [], gone: [] };
  expect(text(changes, style)).toContain('== Prod (x.yaml): only in the new plan ==');
  expect(markdown(changes, style)).toContain('### Prod (x.yaml): only in the new plan');
});
