import { inject } from 'vitest';
import type { FormatName } from '../../src/report/registry.js';
import type { Engine } from '../engine.js';

const registries: Readonly<Record<Engine, () => Promise<Pick<typeof import('../../src/index.js'), 'reporterOf'>>>> = {
  sources: () => import('../../src/report/registry.js'),
  shipped: () => import(new URL('../../dist/lib/index.js', import.meta.url).href),
};

/** The reporter of a format, from the sources or from the built library. */
export async function reporterOf(format: FormatName) {
  return (await registries[inject('engine')]()).reporterOf(format);
}
