import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { command } from './command.js';

describe('page', () => {
  it('prints one HTML file of less than 3 MB that asks for nothing else', async () => {
    const { code, stdout, stderr } = await command('page');
    expect({ code, stderr, begin: stdout.slice(0, 15) }).toEqual({ code: 0, stderr: '', begin: '<!doctype html>' });
    expect(Buffer.byteLength(stdout)).toBeLessThan(3_000_000);
    const shown = stdout.replace(/<(style|script)\b[^>]*>[\s\S]*?<\/\1>/g, '');
    expect(shown).not.toMatch(/\s(?:src|href|action|style|on\w+)=/);
  });

  it('allows its own script and style alone, and the worker that it makes of itself', async () => {
    const { stdout } = await command('page');
    const hashes = [...stdout.matchAll(/<(style|script)>([\s\S]*?)<\/\1>/g)].map(
      ([, name, text = '']) => `${name}-src 'sha256-${createHash('sha256').update(text).digest('base64')}'`,
    );
    expect(hashes.length).toBe(2);
    const own = `${hashes.join('; ')}; worker-src blob:`;
    expect(stdout).toContain(`content="default-src 'none'; ${own}; base-uri 'none'; form-action 'none'"`);
  });

  it('is the same bytes for the same version, and takes no files', async () => {
    expect((await command('page')).stdout).toBe((await command('page')).stdout);
    expect((await command('page', 'plan.yaml')).code).toBe(2);
  });
});
