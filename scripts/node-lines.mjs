// The lines of Node that are supported, each from the package `node`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The oldest line that package.json allows, the maintained ones after it, and the current one. */
const LINES = ['20', '22', '24', 'latest'];

/**
 * Installs each line in a temporary folder and calls `use(bin, version)` with the folder of its executable. Returns the lines that could not be
 * installed, and the versions for which `use` returned false.
 */
export function eachLine(use) {
  return LINES.flatMap((line) => {
    const folder = mkdtempSync(join(tmpdir(), 'wso2-topology-node-'));
    try {
      const install = ['install', '--no-audit', '--no-fund', '--no-save', `node@${line}`];
      const installed = spawnSync('npm', install, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
      const bin = join(folder, 'node_modules/node/bin');
      const version = spawnSync(join(bin, 'node'), ['--version'], { encoding: 'utf8' }).stdout?.trim();
      if (installed.status !== 0 || !version) {
        console.error(`node@${line} could not be installed`);
        return [`node@${line}`];
      }
      return use(bin, version) ? [] : [version];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}
