import { readFileSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const ending = process.platform === 'win32' ? '.exe' : '';

/** The tests of the program with what a release has beside the package: `npm run release:test` makes both files, and runs this. */
export default defineConfig({
  test: {
    include: [
      'test/cli/**/*.test.ts',
      'test/pipelines.test.ts',
      'test/executable.test.ts',
      'test/editor/extension.test.ts',
    ],
    provide: { engine: 'shipped' },
    env: {
      WSO2_TOPOLOGY_EXECUTABLE: `${import.meta.dirname}/out/wso2-topology${ending}`,
      WSO2_TOPOLOGY_VSIX: `${import.meta.dirname}/out/wso2-topology-${version}.vsix`,
    },
    testTimeout: 600_000,
    hookTimeout: 600_000,
  },
});
