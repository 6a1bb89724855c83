import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { inject } from 'vitest';
import type { Engine } from '../engine.js';
import { PROGRAM } from '../program.js';

/** Imitates a terminal. */
const TERMINAL = fileURLToPath(new URL('terminal.cjs', import.meta.url)).replaceAll('\\', '/');

/** The world a command runs in; nothing else is visible to it. */
export interface World {
  /** Files of the working directory, by name. */
  readonly files?: Readonly<Record<string, string>>;
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Does what files alone cannot say, in the working directory. */
  readonly prepare?: (directory: string) => void;
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

/** How a command line is run: as users do, or in this process, where its coverage is measured. */
type Run = (args: readonly string[], world: World, cwd: string) => Promise<Omit<Result, 'files'>>;

const runs: Readonly<Record<Engine, Run>> = { shipped: runShipped, sources: runSources };

/** Runs one command line in a temporary directory: `await command('ports', 'x.yaml', { files: { 'x.yaml': text } })`. */
export function command(...parameters: readonly (string | World)[]): Promise<Result> {
  return commandOf(inject('engine'), ...parameters);
}

/** {@link command} with an engine of choice. */
export async function commandOf(engine: Engine, ...parameters: readonly (string | World)[]): Promise<Result> {
  const args = parameters.filter((parameter) => typeof parameter === 'string');
  const world: World = Object.assign({}, ...parameters.filter((parameter) => typeof parameter !== 'string'));
  const cwd = mkdtempSync(join(tmpdir(), 'wso2-topology-'));
  try {
    for (const [name, text] of Object.entries(world.files ?? {})) {
      mkdirSync(dirname(join(cwd, name)), { recursive: true });
      writeFileSync(join(cwd, name), text);
    }
    world.prepare?.(cwd);
    return { ...(await runs[engine](args, world, cwd)), files: filesIn(cwd) };
  } finally {
    rmSync(cwd, { recursive: true, force: true });
  }
}

/** The built program in a process of its own. A terminal is imitated, because a real one mixes both streams. */
async function runShipped(args: readonly string[], { stdin = '', env = {}, columns }: World, cwd: string) {
  // A single executable takes no options of Node, but has them from the environment.
  const preload = { NODE_OPTIONS: `--require "${TERMINAL}"`, TERMINAL_COLUMNS: String(columns) };
  const options = columns === undefined ? {} : preload;
  const [program, ...words] = PROGRAM;
  const child = spawn(program, [...words, ...args], { cwd, env: { ...options, ...env } });
  // A command that reads no standard input may end before it is written.
  child.stdin.on('error', () => {});
  child.stdin.end(stdin);
  const exit = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? -1));
  });
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), exit]);
  return { code, stdout, stderr };
}

async function runSources(args: readonly string[], { stdin = '', env = {}, columns }: World, cwd: string) {
  const { main } = await import('../../src/cli/main.js');
  const out: string[] = [];
  const err: string[] = [];
  const code = await main(args, {
    stdout: (text) => void out.push(text),
    stderr: (text) => void err.push(text),
    stdin: async () => new TextEncoder().encode(stdin),
    env,
    streams: { input: new PassThrough(), output: new PassThrough() },
    terminal: { stdout: columns !== undefined, stderr: false, columns },
    cwd,
  });
  return { code, stdout: out.join(''), stderr: err.join('') };
}

function filesIn(directory: string): Readonly<Record<string, string>> {
  const files = readdirSync(directory, { withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(files.map(({ name }) => [name, readFileSync(join(directory, name), 'utf8')]));
}
