import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { workshop } from './program.js';

const { path, write, run } = workshop();

const AUTO = `version: 1
defaults: { product: wso2mi, version: 4.2.0, offset: auto }
hosts: { app1: {} }
nodes:
  gateway: { host: app1 }
  b: { host: app1 }
  a: { host: app1 }
`;
const CLASH = `${AUTO}  clashing-1: { host: app1, offset: 30 }\n  clashing-2: { host: app1, offset: 30 }\n`;

/** The offsets of the nodes as the ports of their HTTP listeners tell them. */
function shownBy(...args: readonly string[]): Record<string, number> {
  const { stdout } = run([...args, 'plan.yaml', '--format', 'json']);
  const [{ nodes }] = JSON.parse(stdout).deployments;
  return Object.fromEntries(nodes.map(({ id, offset }: { id: string; offset: number }) => [id, offset]));
}

describe('auto is one answer', () => {
  it.each([
    [AUTO, { gateway: 0, b: 1, a: 2 }],
    [CLASH, { gateway: 0, b: 1, a: 2, 'clashing-1': 30, 'clashing-2': 30 }],
  ])('in check, ports and what fix writes, in the order of the file', (text, offsets) => {
    write({ 'plan.yaml': text });
    expect(shownBy('check')).toEqual(offsets);
    expect(shownBy('ports')).toEqual(offsets);
    const before = Object.entries(offsets).filter(([id]) => !id.startsWith('clashing'));
    run(['fix', 'plan.yaml', '--write']);
    expect(readFileSync(path('plan.yaml'), 'utf8')).not.toContain('id: auto');
    expect(Object.entries(shownBy('check')).filter(([id]) => !id.startsWith('clashing'))).toEqual(before);
  });

  it('in flows', () => {
    const to = ['gateway', 'b', 'a'].map((id) => `"${id}:passthrough-http"`);
    const hosts = `hosts: { app1: {}, lb: { forwards: [{ port: 80, to: [${to}] }] } }`;
    write({ 'plan.yaml': AUTO.replace('hosts: { app1: {} }', hosts) });
    const [{ flows }] = JSON.parse(run(['flows', 'plan.yaml', '--format', 'json']).stdout).deployments;
    const rows = flows.map(({ destinationNode: node, port }: { destinationNode?: string; port: number }) => [
      node,
      port,
    ]);
    expect(Object.fromEntries(rows)).toMatchObject({ gateway: 8280, b: 8281, a: 8282 });
  });

  it('in config and plan', () => {
    write({ 'plan.yaml': AUTO });
    const { stdout } = run(['config', 'plan.yaml']);
    expect(
      [...stdout.matchAll(/^# (gateway|a|b) on [\s\S]*?offset = (\d)/gm)].map(([, id, offset]) => `${id} ${offset}`),
    ).toEqual(['gateway 0', 'b 1', 'a 2']);
    run(['plan', 'plan.yaml', '--write']);
    expect(shownBy('check')).toEqual({ gateway: 0, b: 1, a: 2 });
  });
});
