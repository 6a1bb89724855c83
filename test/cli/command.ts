import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { main } from '../../src/cli/main.js';

/** The world a command runs in; nothing else is visible to it. */
export interface World {
  /** Files of the working directory, by name. */
  readonly files?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Standard output is a terminal of this many columns; a pipe when absent. */
  readonly columns?: number;
}

export interface Result {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** The files of the working directory afterwards, by name; no directories below it. */
  readonly files: Readonly<Record<string, string>>;
}

/** Runs one command line in a temporary directory: `await command('ports', 'x.yaml', { files: { 'x.yaml': text } })`. */
export async function command(...parameters: readonly (string | World)[]): Promise<Result> {
  const args = parameters.filter((parameter) => typeof parameter === 'string');
  const world: World = Object.assign({}, ...parameters.filter((parameter) => typeof parameter !== 'string'));
  const cwd = mkdtempSync(join(tmpdir(), 'wso2-topology-'));
  const out: string[] = [];
  const err: string[] = [];
  try {
    for (const [name, text] of Object.entries(world.files ?? {})) {
      mkdirSync(dirname(join(cwd, name)), { recursive: true });
      writeFileSync(join(cwd, name), text);
    }
    const code = await main(args, {
      stdout: (text) => void out.push(text),
      stderr: (text) => void err.push(text),
      stdin: async () => new TextEncoder().encode(world.stdin ?? ''),
      env: world.env ?? {},
      terminal: { stdout: world.columns !== undefined, stderr: false, columns: world.columns },
      cwd,
    });
    return { code, stdout: out.join(''), stderr: err.join(''), files: filesIn(cwd) };
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

function filesIn(directory: string): Readonly<Record<string, string>> {
  const files = readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(files.map(({ name }) => [name, readFileSync(join(directory, name), 'utf8')]));
}
