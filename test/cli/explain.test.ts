import { describe, expect, it } from 'vitest';
import { ALL_RULES } from '../../src/rules/index.js';
import { command } from './command.js';

describe('explain', () => {
  it('lists every rule with its severity and summary', async () => {
    const { stdout, code } = await command('explain', '--format', 'json');
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual(ALL_RULES.map(({ id, severity, summary }) => ({ rule: id, severity, summary })));
  });

  it.each([
    ['text', /^port-collision +error +two sockets/m],
    ['markdown', /^\| port-collision \| error \| two sockets/m],
  ])('lists them as %s', async (format, row) => {
    const { stdout } = await command('explain', '--format', format);
    expect(stdout).toMatch(row);
  });

  it.each(ALL_RULES.map(({ id }) => id))('tells all of %s', async (id) => {
    const { stdout, code } = await command('explain', id);
    const titles = ['Why it matters', 'Bad', 'Good', 'The fix', 'Sources', 'See also'];
    expect([code, titles.filter((title) => !stdout.includes(`\n${title}\n`))]).toEqual([0, []]);
  });

  it('prints examples so that they can be copied', async () => {
    const [rule] = ALL_RULES;
    const { stdout } = await command('explain', rule?.id ?? '', '--format', 'json');
    expect(JSON.parse(stdout).example).toEqual(rule?.example);
  });

  it('prints examples as code in markdown', async () => {
    const { stdout } = await command('explain', 'port-collision', '--format', 'markdown');
    expect(stdout.match(/^```yaml\nversion: 1\n/gm)).toHaveLength(2);
  });

  it('shows code as code', async () => {
    const markdown = await command('explain', 'link-mismatch', '--format', 'markdown');
    expect(markdown.stdout).toContain('; `wso2-topology ports` shows it.');
    const list = await command('explain', '--format', 'markdown');
    expect(list.stdout).toContain('an `ignore` entry matches nothing');
    const colored = await command('explain', 'unused-ignore', { env: { FORCE_COLOR: '1' } });
    expect(colored.stdout).toContain('an \u001b[1mignore\u001b[22m entry matches nothing');
    const plain = await command('explain', 'link-mismatch', { env: { NO_COLOR: '1' } });
    expect(plain.stdout.replace(/\s+/g, ' ')).toContain('; `wso2-topology ports` shows it.');
  });

  it('breaks prose at the width of the terminal', async () => {
    const { stdout } = await command('explain', 'manual-edit', { columns: 60, env: { NO_COLOR: '1' } });
    const prose = stdout.split('\nBad\n')[0] ?? '';
    expect(Math.max(...prose.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60);
  });

  it.each([
    ['thrift-missmatch', 'there is no rule "thrift-missmatch"; did you mean "thrift-mismatch"?'],
    ['x', 'there is no rule "x"; `wso2-topology explain` lists them'],
    ['__proto__', 'there is no rule "__proto__"; `wso2-topology explain` lists them'],
  ])('%s is a mistake', async (id, message) => {
    const { code, stdout, stderr } = await command('explain', id);
    expect([code, stdout, stderr]).toEqual([2, '', `wso2-topology: ${message}\n`]);
  });

  it('shows an escape sequence of a misspelt name, and does not obey it', async () => {
    const { stderr } = await command('explain', '\u001b[31mx');
    expect(stderr).toContain('\\x1b[31mx');
  });
});
