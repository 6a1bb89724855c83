import { describe, expect, it } from 'vitest';
import { command } from './command.js';

const plan = (fields: string) =>
  `version: 1\nhosts: { a: {} }\nnodes:\n  mi: { host: a, product: wso2mi, version: 4.2.0, ${fields} }\n`;
const TOML = '[server]\noffset = 70000\n';

interface Located {
  readonly rule: string;
  readonly file: string;
}

async function findings(args: readonly string[], files: Readonly<Record<string, string>>): Promise<readonly Located[]> {
  const { stdout } = await command('check', ...args, '--format', 'json', { files });
  return JSON.parse(stdout).findings.map(({ rule, file }: Located) => ({ rule, file }));
}

describe('check', () => {
  it('reads topologies with and without configuration files together', async () => {
    const files = { 'a.yaml': plan('config: conf'), 'b.yaml': plan('offset: 70000'), 'conf/deployment.toml': TOML };
    expect(await findings(['a.yaml', 'b.yaml'], files)).toEqual(
      expect.arrayContaining([
        { rule: 'port-range', file: 'conf/deployment.toml' },
        { rule: 'port-range', file: 'b.yaml' },
      ]),
    );
  });

  it('reads files beside the topology', async () => {
    const files = { 'plan.yaml': plan('config: .'), 'deployment.toml': TOML };
    expect(await findings(['plan.yaml'], files)).toContainEqual({ rule: 'port-range', file: 'deployment.toml' });
  });

  it('shows the line of a configuration file that is malformed', async () => {
    const files = { 'plan.yaml': plan('config: conf'), 'conf/deployment.toml': '[server\noffset = 1\n' };
    const { stdout } = await command('check', 'plan.yaml', { files });
    expect(stdout).toContain('conf/deployment.toml:2:1');
  });

  it.each(['text', 'markdown', 'html'])('counts one accepted finding and one warning in %s', async (format) => {
    const text = `${plan('offset: 0, ports: { passthrough-https: 443 }').replace('4.2.0', '4.2.99')}ignore: [{ rule: privileged-port, reason: granted by the operator }]\n`;
    const { stdout, code } = await command('check', 'plan.yaml', '--format', format, { files: { 'plan.yaml': text } });
    expect([code, stdout]).toEqual([0, expect.stringContaining('1 warning')]);
  });
});

describe('import', () => {
  it('stays in the folder that --root names', async () => {
    const files = { 'am/carbon.xml': '<Server><ServerKey>AM</ServerKey><Version>2.6.0</Version></Server>' };
    expect((await command('import', 'am', '--root', '.', { files })).code).toBe(0);
  });
});

it('of ten nodes that a link could mean, eight are named', async () => {
  const managers = Array.from(
    { length: 10 },
    (_, index) =>
      `  km${index}: { host: h${index}, product: wso2am, version: 2.6.0, profile: api-key-manager, offset: ${index} }\n`,
  );
  const hosts = managers.map((_, index) => `h${index}: {}`).join(', ');
  const text = `version: 1\nhosts: { gw: {}, ${hosts} }\nnodes:\n  gw: { host: gw, product: wso2am, version: 2.6.0, profile: gateway-worker }\n${managers.join('')}`;
  const { stdout } = await command('check', 'plan.yaml', '--format', 'compact', { files: { 'plan.yaml': text } });
  expect(stdout).toMatch(/km0, .*km7 and 2 more/);
});
