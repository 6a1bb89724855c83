import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { command } from './command.js';

const OLD = `version: 1
defaults: { product: wso2am, version: 4.1.0 }
hosts: { gw.internal: { addresses: [10.0.0.5] }, tm.internal: {} }
nodes:
  gateway:
    host: gw.internal
    profile: gateway-worker
    links: { throttle-publish: { to: tm, url: "tcp://tm.internal:9612" } }
  tm: { host: tm.internal, profile: traffic-manager, offset: 1 }
  cp: { host: tm.internal, profile: control-plane, offset: 3 }
`;
const NEW = OLD.replace('offset: 1', 'offset: 2').replace('offset: 3', 'offset: 4');
const files = { 'old.yaml': OLD, 'new.yaml': NEW };
const json = async (...args: readonly string[]) => {
  const { stdout } = await command('diff', ...args, '--format', 'json', { files });
  return JSON.parse(stdout);
};

/** Commits files, as a user would have, and then changes them in the working directory. */
function committed(later: Readonly<Record<string, string>>) {
  return (cwd: string) => {
    const git = (...args: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.com', ...args], { cwd, stdio: 'ignore' });
    git('init', '--initial-branch=main');
    git('add', '.');
    git('commit', '--message', 'State of before');
    for (const [name, text] of Object.entries(later)) writeFileSync(join(cwd, name), text);
  };
}
const env = { PATH: process.env.PATH ?? '' };

describe('diff of two plans', () => {
  it('names ports that move, and the link that is broken by it', async () => {
    const { deployments } = await json('old.yaml', 'new.yaml');
    const [{ ports, links }] = deployments;
    expect(ports).toContainEqual({
      kind: 'moved',
      owner: 'tm servlet-https',
      protocol: 'tcp',
      from: { host: 'tm.internal', port: 9444, bind: '*' },
      to: { host: 'tm.internal', port: 9445, bind: '*' },
    });
    expect(links).toContainEqual({
      kind: 'broken',
      node: 'gateway',
      link: 'throttle-publish',
      from: 'tcp://tm.internal:9612 (tm)',
      to: 'tcp://tm.internal:9612 (tm)',
    });
    expect(links).toContainEqual(expect.objectContaining({ kind: 'redirected', link: 'event-hub-rest' }));
  });

  it('cures a link in the other direction', async () => {
    const { deployments, findings } = await json('new.yaml', 'old.yaml');
    expect(deployments[0].links).toContainEqual(expect.objectContaining({ kind: 'cured', link: 'throttle-publish' }));
    expect(findings.new).toEqual([]);
    expect(findings.gone.map(({ rule }: { rule: string }) => rule)).toEqual(['link-mismatch']);
  });

  it('lists the rows of the firewall, with the addresses that are known', async () => {
    const [{ openings }] = (await json('old.yaml', 'new.yaml')).deployments;
    const row = { sourceHost: 'gw.internal', sourceAddresses: ['10.0.0.5'], destinationHost: 'tm.internal' };
    expect(openings).toContainEqual(expect.objectContaining({ kind: 'add', ...row, port: 9613, basis: 'literal' }));
    expect(openings).toContainEqual(expect.objectContaining({ kind: 'remove', ...row, port: 9612 }));
  });

  it('lists the values to edit, and those that a database keeps', async () => {
    const [{ edits, stored }] = (await json('old.yaml', 'new.yaml')).deployments;
    const toml = 'repository/conf/deployment.toml';
    expect(edits).toContainEqual({ node: 'tm', file: toml, setting: '[server] offset', from: '1', to: '2' });
    expect(edits).toContainEqual(
      expect.objectContaining({
        node: 'gateway',
        file: expect.stringMatching(/WorkflowCallback/),
        from: 'tm.internal:9446',
        to: 'tm.internal:9447',
      }),
    );
    expect(stored).toEqual([
      expect.objectContaining({
        node: 'cp',
        setting: '',
        from: '9446',
        to: '9447',
        file: expect.stringMatching(/callback/),
      }),
    ]);
  });

  it('has nothing to say of a plan and itself, in any format', async () => {
    const results = await Promise.all(
      ['text', 'markdown', 'json'].map((format) =>
        command('diff', 'old.yaml', 'old.yaml', '--exit-code', '--format', format, { files }),
      ),
    );
    expect(results.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(results[0]?.stdout).toBe('no difference\n');
    expect(results[1]?.stdout).toContain('No difference.');
    expect(JSON.parse(results[2]?.stdout ?? '')).toMatchObject({ diffVersion: 1, different: false });
  });

  it('reads one of them from standard input', async () => {
    const { stdout } = await command('diff', '-', 'new.yaml', { files, stdin: NEW });
    expect(stdout).toBe('no difference\n');
  });
});

describe('diff for people', () => {
  it('shows a table for each kind of change', async () => {
    const { stdout, code } = await command('diff', 'old.yaml', 'new.yaml', { files });
    expect(code).toBe(0);
    expect(stdout.split('\n').filter((line) => /^[A-Z]/.test(line))).toEqual([
      'Ports',
      'Links',
      'Firewall',
      'Files to edit',
      'Stored values that name a wrong port',
      'Findings',
    ]);
    expect(stdout).toMatch(/^! +gateway throttle-publish +broken /m);
    expect(stdout).toMatch(/^\+ +new error +link-mismatch +new.yaml:8:47 /m);
  });

  it('folds long lists in Markdown and leaves short ones open', async () => {
    const { stdout } = await command('diff', 'old.yaml', 'new.yaml', '--format', 'markdown', { files });
    expect(stdout).toContain('<summary>Ports (17)</summary>');
    expect(stdout).toContain('#### Findings (1)');
    expect(stdout.match(/<details>/g)).toHaveLength(stdout.match(/<\/details>/g)?.length ?? 0);
  });

  it('stays within the length of a comment', async () => {
    const many = Array.from(
      { length: 90 },
      (_, index) => `  n${index}: { host: h${index}, product: wso2am, version: 4.1.0 }\n`,
    );
    const hosts = many.map((_, index) => `h${index}: {}`).join(', ');
    const plan = `version: 1\nhosts: { ${hosts} }\nnodes:\n${many.join('')}`;
    const { stdout } = await command('diff', 'a.yaml', 'b.yaml', '--format', 'markdown', {
      files: { 'a.yaml': plan, 'b.yaml': plan.replaceAll('4.1.0 }', '4.1.0, offset: 1 }') },
    });
    expect(stdout.length).toBeLessThan(65_536);
    expect(stdout).toContain('too long for a comment');
  });
});

describe('diff of folders', () => {
  it('compares files of one name, and says what only one of them has', async () => {
    const folders = { 'a/x.yaml': OLD, 'a/gone.yaml': OLD, 'b/x.yaml': NEW, 'b/same.yaml': OLD, 'a/same.yaml': OLD };
    const { stdout } = await command('diff', 'a', 'b', { files: folders });
    expect(stdout.split('\n').filter((line) => line.startsWith('=='))).toEqual([
      '== b/x.yaml ==',
      '== a/gone.yaml: only in the old plan ==',
    ]);
    expect((await command('diff', 'b', 'a', { files: folders })).stdout).toContain(
      '== a/gone.yaml: only in the new plan ==',
    );
  });

  it('compares folders of configuration', async () => {
    const compose = (port: number) =>
      `services:\n  mi: { image: "wso2/wso2mi:4.2.0", ports: ["${port}:8290"] }\n  am: { image: "wso2/wso2am:4.2.0" }\n`;
    const folders = { 'old/docker-compose.yml': compose(8290), 'new/docker-compose.yml': compose(8390) };
    const { stdout } = await command('diff', 'old', 'new', '--format', 'json', { files: folders });
    expect(JSON.parse(stdout).deployments[0].ports).toEqual([
      expect.objectContaining({ kind: 'moved', owner: 'mi passthrough-http published by mi' }),
    ]);
  });
});

describe('diff with a revision', () => {
  const world = { files: { 'topology.yaml': OLD }, prepare: committed({ 'topology.yaml': NEW }), env };

  it('compares with what was committed', async () => {
    const { stdout, code } = await command('diff', 'git:main:topology.yaml', 'topology.yaml', '--exit-code', world);
    expect(code).toBe(1);
    expect(stdout).toMatch(/moved on tm\.internal +tm servlet-https +9444 +9445/);
  });

  it('reads a whole folder of a revision', async () => {
    const { stdout, code } = await command('diff', 'git:HEAD:.', '.', world);
    expect(code).toBe(0);
    expect(stdout).toMatch(/tm servlet-https +9444 +9445/);
  });

  it('shows a plan that the revision does not have as new', async () => {
    const added = { ...world, prepare: committed({ 'new.yaml': OLD }) };
    const { stdout, stderr, code } = await command('diff', 'git:main:new.yaml', 'new.yaml', '--exit-code', added);
    expect([code, stderr]).toEqual([
      1,
      'wso2-topology: git:main:new.yaml: not in this revision, which counts as an empty plan\n',
    ]);
    expect(stdout).toMatch(/^== new\.yaml: only in the new plan ==$/m);
    expect((await command('diff', 'git:main:no.yaml', 'no.yaml', added)).code).toBe(2);
  });

  it.each([
    ['git:elsewhere:topology.yaml', 'there is no revision elsewhere'],
    ['git:--help:topology.yaml', 'there is no revision --help'],
    ['git:main', 'a revision is written git:<revision>:<path>'],
    ['git:main:../../../../../../etc/passwd', 'stays in the repository'],
    ['git:main:/etc/passwd', 'stays in the repository'],
  ])('says what is wrong with %s', async (argument, message) => {
    const { stderr, code } = await command('diff', argument, 'topology.yaml', world);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it('says so where there is no repository, and no git', async () => {
    const plain = { files: { 'topology.yaml': OLD } };
    const outside = { ...plain, env: { ...env, GIT_CEILING_DIRECTORIES: '/', GIT_DIR: '/nowhere' } };
    expect((await command('diff', 'git:HEAD:topology.yaml', 'topology.yaml', outside)).stderr).toMatch(
      /not a git repository/,
    );
    expect(
      (await command('diff', 'git:HEAD:topology.yaml', 'topology.yaml', { ...plain, env: { PATH: '' } })).stderr,
    ).toMatch(/git cannot be started/);
  });
});

describe('diff and mistakes', () => {
  it('ends in 1 where a plan is broken, and says why', async () => {
    const { code, stderr } = await command('diff', 'old.yaml', 'new.yaml', {
      files: { ...files, 'new.yaml': NEW.replace('to: tm', 'to: tmm') },
    });
    expect(code).toBe(1);
    expect(stderr).toContain('[unknown-reference]');
  });

  it('ends in 2 where there is nothing to read', async () => {
    expect((await command('diff', 'old.yaml', 'missing.yaml', { files })).code).toBe(2);
    expect((await command('diff', 'old.yaml', { files })).code).toBe(2);
  });
});
