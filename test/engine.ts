/** What a test runs: the sources, in its own process, or the built program and library. Chosen in `vitest.config.ts`. */
export type Engine = 'sources' | 'shipped';

declare module 'vitest' {
  interface ProvidedContext {
    readonly engine: Engine;
  }
}
