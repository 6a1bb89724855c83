import { afterEach, describe, expect, it, vi } from 'vitest';
import { check } from '../../src/cli/actions/check.js';
import { plainCheck } from '../../src/cli/actions/plain-check.js';
import { type Io, UsageError } from '../../src/cli/io.js';
import { main } from '../../src/cli/main.js';
import { plainFiles } from '../../src/cli/plain.js';

vi.mock('../../src/cli/actions/check.js', () => ({ check: vi.fn(async () => 1) }));
afterEach(() => vi.mocked(check).mockClear());

const said: string[] = [];
const io: Io = {
  stdout: () => {},
  stderr: (text) => void said.push(text),
  stdin: async () => new Uint8Array(),
  get streams(): never {
    throw new Error('no command that is plain has a session');
  },
  env: {},
  terminal: { stdout: false, stderr: false, columns: undefined },
  cwd: import.meta.dirname,
};

const PLAIN: readonly (readonly [string, readonly string[]])[] = [
  ['', []],
  ['check', []],
  ['check plan', ['plan']],
  ['check ports', ['ports']],
  ['check - plan', ['-', 'plan']],
  ['plan.yaml', ['plan.yaml']],
  ['./ports other', ['./ports', 'other']],
  ['a\\b', ['a\\b']],
];

describe('a command line', () => {
  it.each(PLAIN)('"%s" names files alone', (line, files) => {
    expect(plainFiles(wordsOf(line))).toEqual(files);
  });

  it.each(PLAIN)('"%s" is read as the parser of options reads it', async (line, files) => {
    expect(await main(wordsOf(line), io)).toBe(1);
    expect(await plainCheck(files, io)).toBe(1);
    const [parsed, plain] = vi.mocked(check).mock.calls;
    expect(plain).toEqual(parsed);
    expect(plain?.[0]).toEqual(files);
  });

  it.each(['ports', 'chekc', 'help', 'plan', '-h', '--format json', 'check --quiet a.yaml', 'check a.yaml --', '-'])(
    '"%s" is left to the parser of options',
    (line) => {
      expect(plainFiles(wordsOf(line))).toBeUndefined();
    },
  );
});

describe('a mistake', () => {
  it('is one line of stderr, its control characters shown', async () => {
    vi.mocked(check).mockRejectedValueOnce(new UsageError('no \u001b file'));
    expect(await plainCheck(['x.yaml'], io)).toBe(2);
    expect(said).toEqual(['wso2-topology: no \\x1b file\n']);
  });

  it('of ours is none of the command line', async () => {
    vi.mocked(check).mockRejectedValueOnce(new RangeError('a bug'));
    await expect(plainCheck(['x.yaml'], io)).rejects.toThrow('a bug');
  });
});

function wordsOf(line: string): readonly string[] {
  return line.split(' ').filter((word) => word !== '');
}
