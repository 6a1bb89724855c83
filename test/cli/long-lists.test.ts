import { describe, expect, it } from 'vitest';
import { command } from './command.js';

/** A gateway that does not say which of many key managers it dials. */
const choice = (count: number) => `version: 1
defaults: { product: wso2am, version: 2.6.0, disable: [workflow-callback] }
hosts: { gw: {}${Array.from({ length: count }, (_, i) => `, h${i}: {}`).join('')} }
nodes:
  gateway: { host: gw, profile: gateway-worker }
${Array.from({ length: count }, (_, i) => `  km-${String(i).padStart(3, '0')}: { host: h${i}, profile: api-key-manager }\n`).join('')}`;

const run = async (count: number, ...args: readonly string[]) =>
  (await command(...args, 'plan.yaml', { files: { 'plan.yaml': choice(count) } })).stdout;

describe.each([
  [100, undefined],
  [101, 1],
])('of %i nodes that could be meant', (count, more) => {
  it('a report lists a hundred and counts the others', async () => {
    const { findings, deployments } = JSON.parse(await run(count, 'check', '--format', 'json'));
    const { data, message } = findings.find(({ rule }: { rule: string }) => rule === 'ambiguous-link');
    expect([data.candidates.length, data.more]).toEqual([100, more]);
    expect(message).toContain(`km-007 and ${count - 8} more it dials`);
    const link = deployments[0].links.find(({ outcome }: { outcome: string }) => outcome === 'ambiguous');
    expect([link.targets.length, link.moreTargets]).toEqual([100, more]);
  });

  it('so do flows', async () => {
    const [matrix] = JSON.parse(await run(count, 'flows', '--format', 'json')).deployments;
    const open = matrix.open.find(({ outcome }: { outcome: string }) => outcome === 'ambiguous');
    expect([open.nodes.length, open.more]).toEqual([100, more]);
    for (const args of [['flows'], ['flows', '--format', 'markdown'], ['flows', '--cross-host']]) {
      const text = (await run(count, ...args)).replaceAll(/\s+/g, ' ');
      expect(text.includes('km-099 and 1 more is dialled')).toBe(count > 100);
    }
  });

  it('and config', async () => {
    const { nodes } = JSON.parse(await run(count, 'config', '--format', 'json'));
    const [undecided] = nodes.find(({ node }: { node: string }) => node === 'gateway').undecided;
    expect([undecided.nodes.length, undecided.more]).toEqual([100, more]);
    expect((await run(count, 'config')).includes('km-099 and 1 more')).toBe(count > 100);
  });
});
