import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { command } from './cli/command.js';

const read = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
const CLASH = `version: 1
hosts: { app1: {} }
nodes:
  a: { host: app1, product: wso2mi, version: 4.2.0 }
  b: { host: app1, product: wso2mi, version: 4.2.0 }
`;

let bin = '';
beforeEach(() => {
  bin = mkdtempSync(join(tmpdir(), 'wso2-topology-bin-'));
  // Stands for npm: installs a program that says what it is asked to do, an argument on each line.
  const program = 'node_modules/wso2-topology/dist/bin';
  const script = `test -z "$(ls -A)" || exit 9
mkdir -p ${program}
echo 'for (const argument of process.argv.slice(2)) console.log(argument)' > ${program}/wso2-topology.cjs
printf '%s\\n' "$@" > "${bin}/installed"`;
  writeFileSync(join(bin, 'npm'), `#!/bin/sh\n${script}\n`);
  chmodSync(join(bin, 'npm'), 0o755);
});
afterEach(() => rmSync(bin, { recursive: true, force: true }));

/** Runs a script as the CI systems do; returns the arguments that the program got. */
function shell(script: string, env: Readonly<Record<string, string>>): readonly string[] {
  const { status, stdout, stderr } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
    encoding: 'utf8',
    env: { ...env, PATH: `${bin}${delimiter}${process.env.PATH}` },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.trimEnd().split('\n');
}

describe('a tree that says where packages come from', () => {
  /** Stands for a registry that has nothing; returns its address and what it is asked for. */
  async function registry() {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(String(request.url));
      response.writeHead(404).end('{}');
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as AddressInfo;
    return { asked, url: `http://127.0.0.1:${port}/`, close: () => server.close() };
  }

  it.each([
    ['the GitHub Action', parse(read('action.yml')).runs.steps[0].run],
    ['the GitLab template', parse(read('ci/gitlab.yml'))['.wso2-topology'].script.join('\n')],
  ])('does not choose the program that %s runs', async (_, script) => {
    const [theirs, ours] = [await registry(), await registry()];
    const checkout = mkdtempSync(join(tmpdir(), 'wso2-topology-checkout-'));
    try {
      writeFileSync(join(checkout, '.npmrc'), `registry=${theirs.url}\n`);
      writeFileSync(join(checkout, 'package.json'), '{ "name": "theirs", "version": "1.0.0" }');
      const env = { PATH: process.env.PATH, HOME: bin, TMPDIR: bin, INPUT_VERSION: '0.1.0' };
      const variables = {
        ...env,
        WSO2_TOPOLOGY_VERSION: '0.1.0',
        INPUT_FAIL_ON: 'error',
        WSO2_TOPOLOGY_FAIL_ON: 'error',
      };
      writeFileSync(join(bin, '.npmrc'), `registry=${ours.url}\n`);
      const run = spawn('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', script], {
        cwd: checkout,
        env: variables,
      });
      const code = await new Promise((done) => run.on('close', done));
      expect([code === 0, theirs.asked]).toEqual([false, []]);
      expect(ours.asked).toContain('/wso2-topology');
    } finally {
      rmSync(checkout, { recursive: true, force: true });
      for (const { close } of [theirs, ours]) close();
    }
  });
});

describe('the GitHub Action', () => {
  const action = parse(read('action.yml'));
  const [step] = action.runs.steps;
  const defaults = Object.fromEntries(
    Object.entries(step.env).map(([name, value]) => [
      name,
      action.inputs[/inputs\.([a-z-]+)/.exec(String(value))?.[1] ?? ''].default,
    ]),
  );
  const run = (env: Readonly<Record<string, string>> = {}) => shell(step.run, { ...defaults, ...env });

  it('checks the usual files when nothing is given', () => {
    expect(run()).toEqual(['check', '--fail-on', 'error', '--']);
  });

  it('installs the version that belongs to it, in an empty folder and without running scripts of packages', () => {
    run();
    const { version } = JSON.parse(read('package.json'));
    const installed = readFileSync(join(bin, 'installed'), 'utf8').split('\n');
    expect(installed).toContain(`wso2-topology@${version}`);
    expect(installed).toContain('--ignore-scripts');
    // Else npm looks for a project above the folder.
    expect(installed).toContain('--prefix');
  });

  it('passes every input on, also with spaces in it', () => {
    const env = {
      INPUT_FILES: 'a b.yaml\n\nplans/\n',
      INPUT_FAIL_ON: 'warning',
      INPUT_SARIF: 'out/t.sarif',
      INPUT_BASELINE: 'known.json',
      INPUT_ARGS: '--quiet\n--rule\nport-range=off',
    };
    const args = [
      '--fail-on',
      'warning',
      '--output',
      'sarif=out/t.sarif',
      '--baseline',
      'known.json',
      '--quiet',
      '--rule',
      'port-range=off',
      '--',
      'a b.yaml',
      'plans/',
    ];
    expect(run(env)).toEqual(['check', ...args]);
  });

  it('never runs what stands in an input', () => {
    expect(run({ INPUT_FILES: '$(echo injected); `echo injected`' }).at(-1)).toBe('$(echo injected); `echo injected`');
    expect(step.run).not.toContain('${{');
  });

  it('asks for a command line that check understands', async () => {
    const args = run({ INPUT_FILES: 'plan.yaml', INPUT_SARIF: 't.sarif' });
    const { code, stdout, files } = await command(...args, {
      files: { 'plan.yaml': CLASH },
      env: { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: 'summary.md' },
    });
    expect(code).toBe(1);
    expect(stdout).toContain('::error file=plan.yaml,');
    expect(Object.keys(files).sort()).toEqual(['plan.yaml', 'summary.md', 't.sarif']);
  });
});

describe('the comment of the GitHub Action', () => {
  const [, step] = parse(read('action.yml')).runs.steps;
  let work = '';
  beforeEach(() => {
    work = mkdtempSync(join(tmpdir(), 'wso2-topology-action-'));
    // Stand for GitHub and for the tool: they say what they are asked to do.
    const gh = `echo "$@" >> "${work}/asked"\ncase "$*" in *--jq*) cat "${work}/comments";; esac\n`;
    writeFileSync(join(bin, 'gh'), `#!/bin/sh\n${gh}`);
    writeFileSync(join(bin, 'git'), '#!/bin/sh\n');
    for (const name of ['gh', 'git']) chmodSync(join(bin, name), 0o755);
    writeFileSync(join(work, 'tool.cjs'), 'console.log(process.argv.slice(2).join(" "))');
    writeFileSync(join(work, 'comments'), '');
  });
  afterEach(() => rmSync(work, { recursive: true, force: true }));

  const env = (more: Readonly<Record<string, string>> = {}) => ({
    ...{ INPUT_FILES: 'plan.yaml\n', INPUT_DIFF_AGAINST: 'main', GH_TOKEN: 't', PULL_REQUEST: '7' },
    ...{ TOOL: join(work, 'tool.cjs'), GITHUB_REPOSITORY: 'o/r', GITHUB_STEP_SUMMARY: join(work, 'summary') },
    ...more,
  });
  const asked = () => readFileSync(join(work, 'asked'), 'utf8').trimEnd().split('\n').slice(1);

  it('is written once', () => {
    shell(step.run, env());
    expect(asked()).toEqual([expect.stringMatching(/--method POST repos\/o\/r\/issues\/7\/comments --field body=@/)]);
    expect(readFileSync(join(work, 'summary'), 'utf8')).toBe(
      '<!-- wso2-topology diff -->\ndiff --format markdown -- git:main:plan.yaml plan.yaml\n',
    );
  });

  it('is kept up to date afterwards', () => {
    writeFileSync(join(work, 'comments'), '41\n42\n');
    shell(step.run, env());
    expect(asked()).toEqual([expect.stringMatching(/--method PATCH repos\/o\/r\/issues\/comments\/41 --field body=@/)]);
  });

  it('is left to the summary where there is no pull request', () => {
    shell(step.run, env({ PULL_REQUEST: '', INPUT_FILES: '' }));
    expect(readdirSync(work)).not.toContain('asked');
    expect(readFileSync(join(work, 'summary'), 'utf8')).toMatch(/git:main:(topologies|\.) (topologies|\.)$/m);
  });

  it('never runs what stands in an input', () => {
    expect(step.run).not.toContain('${{');
    shell(step.run, env({ INPUT_DIFF_AGAINST: '$(touch injected)', PULL_REQUEST: '' }));
    expect(readFileSync(join(work, 'summary'), 'utf8')).toContain('git:$(touch injected):plan.yaml');
  });
});

describe('the GitLab template', () => {
  const job = parse(read('ci/gitlab.yml'))['.wso2-topology'];

  it('installs the version that belongs to it', () => {
    expect(job.variables.WSO2_TOPOLOGY_VERSION).toBe(JSON.parse(read('package.json')).version);
  });

  it('takes the name of no file for an option', () => {
    const args = shell(job.script.join('\n'), { ...job.variables, WSO2_TOPOLOGY_FILES: '--fail-on=never.yaml plans' });
    expect(args.slice(args.indexOf('--'))).toEqual(['--', '--fail-on=never.yaml', 'plans']);
  });

  it('writes the reports that it hands to GitLab', async () => {
    const args = shell(job.script.join('\n'), { ...job.variables, WSO2_TOPOLOGY_FILES: 'plan.yaml' });
    const { code, files } = await command(...args, {
      files: { 'plan.yaml': CLASH },
      env: { CI: 'true', GITLAB_CI: 'true' },
    });
    const { codequality, junit } = job.artifacts.reports;
    expect(code).toBe(1);
    expect(Object.keys(files).sort()).toEqual([codequality, junit, ...job.artifacts.paths, 'plan.yaml'].sort());
  });
});

describe('the pre-commit hook', () => {
  const [hook] = parse(read('.pre-commit-hooks.yaml'));

  it('asks for a command line that check understands', async () => {
    const [program, ...args] = hook.entry.split(' ');
    expect(program).toBe('wso2-topology');
    expect((await command(...args, 'topology.yaml', { files: { 'topology.yaml': CLASH } })).code).toBe(1);
  });

  it.each([
    ['topology.yaml', true],
    ['deploy/topology.yml', true],
    ['topologies/prod/dmz.yaml', true],
    ['docker-compose.yml', false],
    ['my-topology.yaml', false],
  ])('looks at %s: %s', (file, looked) => {
    expect(new RegExp(hook.files).test(file)).toBe(looked);
  });
});

describe.each(['ci', 'release'])('the workflow %s', (name) => {
  const workflow = parse(read(`.github/workflows/${name}.yml`));
  const steps = Object.values<{ readonly steps: readonly Readonly<Record<string, string>>[] }>(workflow.jobs).flatMap(
    (job) => job.steps,
  );

  it('may read the repository and nothing else, unless a job says so', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
  });

  it('names the commit of every action that it uses', () => {
    expect(steps.flatMap(({ uses }) => uses ?? []).filter((uses) => !/@[0-9a-f]{40}$/.test(uses))).toEqual([]);
  });

  it('runs no development package where it may publish', () => {
    const jobs = Object.values<{ readonly permissions?: object; readonly steps: readonly { readonly run?: string }[] }>(
      workflow.jobs,
    );
    const trusted = jobs.filter(({ permissions }) => permissions !== undefined && 'id-token' in permissions);
    const commands = trusted.flatMap((job) => job.steps.flatMap(({ run }) => run ?? []));
    expect(commands.filter((command) => !command.includes('--ignore-scripts'))).toEqual([]);
  });
});
