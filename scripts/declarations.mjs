// Makes dist/types/index.d.ts: the declarations of the library in one file, so that only what `src/index.ts` exports can be imported.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';
import { dts } from 'rolldown-plugin-dts';

const root = fileURLToPath(new URL('..', import.meta.url));
const parts = mkdtempSync(join(tmpdir(), 'wso2-topology-types-'));
try {
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const { status } = spawnSync(
    process.execPath,
    [compiler, '-p', join(root, 'tsconfig.types.json'), '--outDir', parts],
    { stdio: 'inherit' },
  );
  if (status !== 0) process.exit(status ?? 1);
  const bundle = await rolldown({
    input: join(parts, 'index.d.ts'),
    plugins: [dts({ dtsInput: true, tsconfig: false })],
    checks: { bundlerTimings: false },
  });
  rmSync(join(root, 'dist/types'), { recursive: true, force: true });
  await bundle.write({ dir: join(root, 'dist/types'), format: 'es' });
  await bundle.close();
} finally {
  rmSync(parts, { recursive: true, force: true });
}
