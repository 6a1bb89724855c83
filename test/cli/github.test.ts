import { describe, expect, it } from 'vitest';
import { command } from './command.js';

const CLASH = `version: 1
hosts: { app1: {} }
nodes:
  a: { host: app1, product: wso2mi, version: 4.2.0 }
  b: { host: app1, product: wso2mi, version: 4.2.0 }
`;
const ACTIONS = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: 'summary.md', CI: 'true' };
const files = { 'plan.yaml': CLASH };
const annotations = (text: string) => text.split('\n').filter((line) => line.startsWith('::error'));

describe('check in a step of GitHub Actions', () => {
  it('annotates by itself, once, below the text', async () => {
    const { stdout, code } = await command('check', 'plan.yaml', { files, env: ACTIONS });
    expect(code).toBe(1);
    expect(stdout).toContain('error[port-collision]');
    expect(annotations(stdout)).toHaveLength(1);
  });

  it('annotates once where the format is chosen to be github', async () => {
    const { stdout } = await command('check', 'plan.yaml', '--format', 'github', { files, env: ACTIONS });
    expect(annotations(stdout)).toHaveLength(1);
  });

  it.each([
    ['another format is chosen', ['--format', 'json']],
    ['the text format is chosen', ['--format', 'text']],
    ['the annotations go to a file', ['--output', 'github=annotations.txt']],
  ])('prints no annotations where %s', async (_, args) => {
    const { stdout } = await command('check', 'plan.yaml', ...args, { files, env: ACTIONS });
    expect(annotations(stdout)).toEqual([]);
  });

  it('appends the report to the step summary, whatever the format', async () => {
    const summary = await command('check', 'plan.yaml', '--format', 'json', {
      files: { ...files, 'summary.md': 'before\n' },
      env: ACTIONS,
    });
    expect(summary.files['summary.md']?.startsWith('before\n## wso2-topology\n')).toBe(true);
    expect(summary.files['summary.md']?.match(/## wso2-topology/g)).toHaveLength(1);
  });

  it('leaves the step summary alone where a report is written to it', async () => {
    const { files: after } = await command('check', 'plan.yaml', '--output', 'markdown=summary.md', {
      files,
      env: ACTIONS,
    });
    expect(after['summary.md']?.match(/## wso2-topology/g)).toHaveLength(1);
  });

  it('says when the summary cannot be written, and ends as it would have', async () => {
    const { code, stderr } = await command('check', 'plan.yaml', {
      files,
      env: { ...ACTIONS, GITHUB_STEP_SUMMARY: 'plan.yaml/x' },
    });
    expect(code).toBe(1);
    expect(stderr).toBe('wso2-topology: cannot write the step summary: a part of the path is not a directory\n');
  });

  it('shortens a summary that GitHub would drop', async () => {
    const nodes = Array.from(
      { length: 4000 },
      (_, index) => `  ${'n'.repeat(100)}${index}: { host: app1, product: ${'p'.repeat(100)}, version: 1.0.0 }\n`,
    );
    const big = `version: 1\nhosts: { app1: {} }\nnodes:\n${nodes.join('')}`;
    const { files: after } = await command('check', 'plan.yaml', '--quiet', {
      files: { 'plan.yaml': big },
      env: ACTIONS,
    });
    expect(Buffer.byteLength(after['summary.md'] ?? '')).toBeLessThan(1_048_576);
    expect(after['summary.md']?.slice(-100)).toContain('Only the first 200 findings are shown here.');
  });
});

describe('check elsewhere', () => {
  it.each([
    ['a shell', {}],
    ['GitLab CI', { CI: 'true', GITLAB_CI: 'true' }],
    ['Jenkins', { CI: 'true', JENKINS_URL: 'http://localhost/' }],
    ['Azure Pipelines', { TF_BUILD: 'True' }],
    ['a runner that says it is not GitHub Actions', { GITHUB_ACTIONS: 'false', GITHUB_STEP_SUMMARY: 'summary.md' }],
  ])('prints plain text and writes no file in %s', async (_, env) => {
    const plain = await command('check', 'plan.yaml', { files });
    const result = await command('check', 'plan.yaml', { files, env });
    expect(result.stdout).toBe(plain.stdout);
    expect(Object.keys(result.files)).toEqual(['plan.yaml']);
  });
});
