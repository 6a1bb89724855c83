import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ALL_RULES } from '../../src/rules/index.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const IDS: ReadonlySet<string> = new Set(ALL_RULES.map(({ id }) => id));

/** The names of commands and of listeners, which may equal the id of a rule. */
const COMMAND = /\.command\('[^']*'\)/g;
const listeners = new Set(
  readdirSync(join(root, 'src/catalogue/products')).flatMap((name) =>
    [...readFileSync(join(root, 'src/catalogue/products', name), 'utf8').matchAll(/^\s+- id: (\S+)$/gm)].map(
      ([, id]) => id ?? '',
    ),
  ),
);

/** Lines of code that contain the id of a rule as a text; for an id that a listener has as well, lines about rules. */
function linesWithRuleIds(code: string): string[] {
  return code
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .split('\n')
    .map((line) => line.replace(/(^|\s)\/\/ .*$/, '').replaceAll(COMMAND, ''))
    .filter((line) =>
      [...line.matchAll(/(['"`])([a-z-]+)\1/g)].some(
        ([, , text = '']) => IDS.has(text) && !(listeners.has(text) && !/\brules?\b/i.test(line)),
      ),
    );
}

describe('the id of a rule', () => {
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/^(rules|generated)\//.test(name.replaceAll('\\', '/')))
    .sort();

  it.each(sources)('is not written in %s: what is true of a rule is said in its file', (name) => {
    expect(linesWithRuleIds(readFileSync(join(root, 'src', name), 'utf8'))).toEqual([]);
  });

  it.each([
    ["if (rule === 'port-collision') return;", 1],
    ['const FATAL = new Set(["schema"]);', 1],
    ["// a finding of 'port-collision'", 0],
    ["program.command('schema')", 0],
    ["if (listener.id === 'cluster-member') return;", 0],
    ["if (rule === 'cluster-member') return;", 1],
  ])('is seen in %s: %i', (line, count) => expect(linesWithRuleIds(line)).toHaveLength(count));
});
