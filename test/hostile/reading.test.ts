import { linkSync, mkdirSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { workshop } from './program.js';

const { path, write, run, bash } = workshop();

const SECRET = 'AUTHORIZATION: basic eC1hY2Nlc3MtdG9rZW46c2VjcmV0';
const GIT_CONFIG = `[http "https://github.com/"]\n\textraheader = ${SECRET}\n`;
const SOUND = `version: 1
defaults: { product: wso2mi, version: 4.2.0 }
hosts: { app1: {} }
nodes: { a: { host: app1 } }
`;
const WITH_FILES = SOUND.replace('{ host: app1 }', '{ host: app1, config: conf }');
const OFFSET = '[server]\noffset = 3\n';

const FORMATS = ['text', 'compact', 'json', 'sarif', 'junit', 'github', 'gitlab', 'markdown', 'html'];
const COMMANDS = ['ports', 'flows', 'config', 'fix', 'fix --check', 'plan'].map((line) => line.split(' '));

describe('a symbolic link that is called like a topology', () => {
  it.each([[[] as string[]], ...FORMATS.map((format) => [['--format', format]])])(
    'and leads out of the repository is refused by check %j, and nothing of its target is shown',
    (options) => {
      write({ '../gitconfig': GIT_CONFIG });
      symlinkSync('../gitconfig', path('topology.yaml'));
      const { code, stdout, stderr } = run(['check', ...options]);
      expect([code, stderr]).toEqual([
        2,
        'wso2-topology: cannot read topology.yaml: it leads out of the root folder; --root names a wider one\n',
      ]);
      expect(stdout).not.toMatch(/AUTHOR|extraheader/);
    },
  );

  it.each(COMMANDS.map((words) => [words]))('is refused by %j too', (words) => {
    symlinkSync('/etc/passwd', path('topology.yaml'));
    const { code, stdout, stderr } = run(words);
    expect(code).toBe(2);
    expect(stdout + stderr).not.toContain(':0:0:');
  });

  it('and leads into the metadata of the repository is refused as well', () => {
    write({ '.git/config': GIT_CONFIG });
    symlinkSync('.git/config', path('topology.yaml'));
    const { code, stdout, stderr } = run(['check']);
    expect(code).toBe(2);
    expect(stdout + stderr).not.toContain('AUTHOR');
  });

  it('is refused in a folder, and behind a folder that is a link itself', () => {
    write({ '../outside/plan.yaml': SOUND, 'plans/good.yaml': SOUND });
    symlinkSync('../../outside/plan.yaml', path('plans/link.yaml'));
    symlinkSync('../outside', path('linked'));
    expect(run(['check', 'plans']).stderr).toContain('cannot read plans/link.yaml: it leads out');
    for (const argument of ['linked', 'linked/plan.yaml'])
      expect(run(['check', argument]).stderr).toBe(
        `wso2-topology: cannot read ${argument}: it leads out of the root folder; --root names a wider one\n`,
      );
  });

  it('is read inside the repository, and with a wider --root', () => {
    write({ '.git/HEAD': '', 'shared/plan.yaml': SOUND, '../outside/plan.yaml': SOUND, 'plans/x': '' });
    symlinkSync('../shared/plan.yaml', path('plans/inside.yaml'));
    symlinkSync('../../outside/plan.yaml', path('plans/outside.yaml'));
    expect(run(['check', 'plans/inside.yaml']).code).toBe(0);
    expect(run(['check', 'plans/outside.yaml']).code).toBe(2);
    expect(run(['check', 'plans/outside.yaml', '--root', '..']).code).toBe(0);
  });

  it('and leads to something else shows nothing of it: no line, no key, no value', () => {
    write({ '.git/HEAD': '', 'private/keys.yaml': 'password: Sup3rS3cret\n', 'private/notes': 'a: [Sup3rS3cret\n' });
    symlinkSync('private/keys.yaml', path('topology.yaml'));
    symlinkSync('private/notes', path('other.yaml'));
    for (const format of FORMATS) {
      const { code, stdout } = run(['check', 'topology.yaml', 'other.yaml', '--format', format]);
      expect(code).toBe(1);
      expect(stdout).toContain('not a topology');
      expect(stdout).not.toMatch(/Sup3r|password/);
    }
  });
});

describe('what is not a regular file', () => {
  it('is never opened: a pipe nobody writes to', () => {
    write({ 'plans/good.yaml': SOUND, 'conf/deployment.toml': OFFSET, 'plan.yaml': WITH_FILES });
    bash('mkfifo plans/x.yaml conf/carbon.xml topology.yaml');
    for (const args of [
      ['check', 'plans'],
      ['check'],
      ['import', 'conf', '--version', '4.2.0', '--product', 'wso2mi'],
    ]) {
      const { code, stderr } = run(args);
      expect([code, stderr.includes('only regular files are read')]).toEqual([2, true]);
    }
    const { code, stdout } = run(['check', 'plan.yaml', '--format', 'compact']);
    expect([code, stdout.includes('only regular files are read')]).toEqual([1, true]);
  });

  it('is never opened: a device without end', () => {
    mkdirSync(path('plans'));
    symlinkSync('/dev/zero', path('plans/x.yaml'));
    expect(run(['check', 'plans']).code).toBe(2);
    expect(run(['check', 'plans', '--root', '/']).stderr).toContain('only regular files are read');
  });

  it('may be what the shell hands over', () => {
    write({ 'plan.yaml': SOUND });
    expect(bash('tool check <(cat plan.yaml)').code).toBe(0);
    expect(bash('tool check /dev/stdin < plan.yaml').code).toBe(0);
  });
});

describe('--max-size', () => {
  it('holds for standard input, which is read no further', () => {
    const { code, stdout } = bash('yes "# comment" | tool check - --format compact');
    expect(code).toBe(1);
    expect(stdout).toContain('the file is longer than 16777216 bytes; --max-size raises the limit');
  });

  it('holds for what the shell hands over', () => {
    expect(bash('tool check <(yes) --max-size 1000').stdout).toContain('the file is longer than 1000 bytes');
  });

  it('counts bytes, so that no text is cut inside a character', () => {
    write({ 'plan.yaml': `${SOUND}# ${'ä'.repeat(600)}\n` });
    expect(run(['check', 'plan.yaml', '--max-size', '1000']).stdout).toContain('longer than 1000 bytes');
    expect(run(['check', 'plan.yaml', '--max-size', '2000']).code).toBe(0);
  });
});

describe('one bad entry in a folder of configuration', () => {
  it('is one line, and everything else is read', () => {
    write({ 'conf/deployment.toml': OFFSET, 'plan.yaml': WITH_FILES });
    symlinkSync('carbon.xml', path('conf/carbon.xml'));
    symlinkSync('gone.xml', path('conf/axis2.xml'));
    symlinkSync('loop.pem', path('conf/loop.pem'));
    const imported = run(['import', 'conf', '--version', '4.2.0', '--product', 'wso2mi']);
    expect([imported.code, imported.stderr]).toEqual([
      2,
      'wso2-topology: cannot read conf/carbon.xml: too many symbolic links\n',
    ]);
    expect(imported.stdout).toContain('config: ');
    const checked = run(['check', 'plan.yaml', '--format', 'compact']);
    expect(checked.code).toBe(1);
    expect(checked.stdout).toContain('too many symbolic links');
    expect(checked.stdout).not.toContain('a bug');
  });

  it('that may not be read, or is gone before it is read, is one line too', () => {
    write({
      'conf/deployment.toml': OFFSET,
      'conf/locked/carbon.xml': '',
      'conf/carbon.xml': '',
      'plan.yaml': WITH_FILES,
    });
    // Stands for a folder without the right to list it, and for a file that somebody deletes in the meantime.
    write({
      'disk.cjs': `const fs = require('node:fs');
const broken = (name, code, ending) => {
  const real = fs[name];
  fs[name] = (path, ...others) => {
    if (String(path).endsWith(ending)) throw Object.assign(new Error(code), { code });
    return real(path, ...others);
  };
};
broken('readdirSync', 'EACCES', 'locked');
for (const name of ['lstatSync', 'statSync', 'openSync', 'realpathSync']) broken(name, 'ENOENT', 'conf/carbon.xml');
`,
    });
    const tool = '"$NODE" --require ./disk.cjs "$BIN"';
    const imported = bash(`${tool} import conf --version 4.2.0 --product wso2mi`);
    expect(imported.code).toBe(2);
    expect(imported.stderr.trimEnd().split('\n').sort()).toEqual([
      'wso2-topology: cannot read conf/carbon.xml: no such file or directory',
      'wso2-topology: cannot read conf/locked: permission denied',
    ]);
    expect(imported.stdout).toContain('config: ');
    const checked = bash(`${tool} check plan.yaml --format json`);
    expect([checked.code, JSON.parse(checked.stdout).deployments[0].nodes[0].offset]).toEqual([1, 3]);
  });

  it('that leads out is only said where its name is one that is read', () => {
    write({ 'conf/deployment.toml': OFFSET, '../outside/keys.pem': 'x', '../outside/carbon.xml': OFFSET });
    symlinkSync('../../outside/keys.pem', path('conf/keys.pem'));
    expect(run(['import', 'conf', '--version', '4.2.0', '--product', 'wso2mi'])).toMatchObject({ code: 0, stderr: '' });
    symlinkSync('../../outside/carbon.xml', path('conf/carbon.xml'));
    expect(run(['import', 'conf', '--version', '4.2.0', '--product', 'wso2mi'])).toMatchObject({
      code: 2,
      stderr: 'wso2-topology: cannot read conf/carbon.xml: it leads out of the root folder; --root names a wider one\n',
    });
  });
});

describe('what is written', () => {
  it.each([
    ['check plan.yaml --output json=out.json', 'out.json'],
    ['check plan.yaml --output json=out/x.json', 'out'],
    ['check plan.yaml --baseline out.json --update-baseline', 'out.json'],
    ['init --write out/x.yaml', 'out'],
  ])('by %s never follows a link out of the repository', (args, link) => {
    write({ 'plan.yaml': SOUND, '../outside/x.json': 'precious' });
    symlinkSync(link === 'out' ? '../outside' : '../outside/x.json', path(link));
    const { code, stderr } = run(args.split(' '));
    expect([code, stderr.includes('leads out of the root folder')]).toEqual([2, true]);
    expect(bash('cat ../outside/*').stdout).toBe('precious');
  });

  it('may lie anywhere that is named', () => {
    write({ 'plan.yaml': SOUND, '../outside/x.json': 'old' });
    linkSync(path('plan.yaml'), path('unrelated.yaml'));
    expect(run(['check', 'plan.yaml', '--output', 'json=../outside/x.json']).code).toBe(0);
    expect(bash('head -c 1 ../outside/x.json').stdout).toBe('{');
  });
});
