import { defineConfig } from 'vitest/config';

// Vite reads both as parts of a URL, and reports modules that it cannot find.
if (/[#%]/.test(import.meta.dirname))
  throw new Error(`the test runner cannot work in ${import.meta.dirname}: the name of a folder contains # or %`);

/** The tests of what is built, packed and installed: none of them runs sources. */
const ONLY_SHIPPED = [
  'test/{executable,package,scripts,fuzz,start}.test.ts',
  'test/cli/{shipped,streams}.test.ts',
  'test/editor/{extension,neovim,speed,yaml-servers}.test.ts',
  'test/hostile/**/*.test.ts',
  'test/page/{browser,firefox}.test.ts',
  'test/report/html/browser.test.ts',
];

/** Tests that read data next to the repository: `npm run corpus`. */
const NOT_HERE = ['test/corpus/**'];

/** Command lines and reports run twice: in this process, where coverage is measured, and as the program that users get. */
const ALSO_SHIPPED = ['test/cli/**/*.test.ts', 'test/pipelines.test.ts', 'test/report/{golden,html/*}.test.ts'];

export default defineConfig({
  test: {
    sequence: { shuffle: true },
    setupFiles: ['test/setup.ts'],
    // Ends what would never end. A slow machine with other work is no failure.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'sources',
          include: ['test/**/*.test.ts'],
          exclude: [...ONLY_SHIPPED, ...NOT_HERE],
          provide: { engine: 'sources' },
        },
      },
      {
        extends: true,
        test: { name: 'shipped', include: [...ONLY_SHIPPED, ...ALSO_SHIPPED], provide: { engine: 'shipped' } },
      },
    ],
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      // What only a browser can run is driven in one, without coverage.
      exclude: ['src/generated/**', 'src/bin.ts', 'src/model/**', 'src/page/dom/**'],
      reporter: ['text-summary', 'json-summary'],
      thresholds: { lines: 95, branches: 95 },
    },
  },
});
