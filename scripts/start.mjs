// `npm start`: what a new user sees first. The vendor's case of a Gateway and a Key Manager that disagree on the Thrift port,
// its findings, then who listens where. Ends in 0: the findings are the point.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const example = 'topologies/apim-2.6-offset-mismatch.yaml';
const commands = [
  ['check', example, '--fail-on', 'never'],
  ['ports', example],
];
for (const args of commands) {
  console.log(`$ wso2-topology ${args.join(' ')}\n`);
  const { status } = spawnSync(process.execPath, [join(root, 'dist/bin/wso2-topology.cjs'), ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
  console.log('');
}
