import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../../dist/bin/wso2-topology.cjs', import.meta.url));

/** Somebody who does what a document says, in an empty directory and with the built tool. */
export interface Reader {
  readonly write: (name: string, text: string) => void;
  /** Runs a shell command; what it prints to both streams, as a reader sees it, and how it ends. */
  readonly run: (command: string) => { readonly output: string; readonly exit: number | null };
  readonly leave: () => void;
}

export function newReader(): Reader {
  const home = mkdtempSync(join(tmpdir(), 'wso2-topology-docs-'));
  const desk = join(home, 'desk');
  const tools = join(home, 'tools');
  for (const directory of [desk, tools]) mkdirSync(directory);
  const tool = join(tools, 'wso2-topology');
  writeFileSync(tool, `#!/bin/sh\nexec "${process.execPath}" "${bin}" "$@"\n`);
  chmodSync(tool, 0o755);
  const env = { PATH: `${tools}${delimiter}${process.env.PATH}`, HOME: home };
  return {
    write(name, text) {
      mkdirSync(dirname(join(desk, name)), { recursive: true });
      writeFileSync(join(desk, name), text);
    },
    run(command) {
      const script = `exec 2>&1\n${command}\n`;
      const { stdout, status } = spawnSync('bash', ['--noprofile', '--norc', '-c', script], {
        cwd: desk,
        encoding: 'utf8',
        env,
      });
      return { output: stdout, exit: status };
    },
    leave: () => rmSync(home, { recursive: true, force: true }),
  };
}
