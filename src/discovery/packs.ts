import { runtimeOf } from '../configuration/formats/deployment-yaml.js';
import type { Fragment, Hint } from '../model/fragment.js';
import type { FoundNodes } from './nodes.js';

/** Runtimes in one conf folder are one pack: the one that names its product decides for the others. */
export function withPackHints(found: FoundNodes): FoundNodes {
  const packs = new Map<string, Hint>();
  for (const hint of found.nodes.flatMap(({ fragments }) => fragments).flatMap(({ hints }) => hints)) {
    if (hint.aspect === 'product' && hint.rank === 'file' && runtimeOf(hint.file) !== undefined)
      packs.set(packFolder(hint.file), hint);
  }
  const nodes = found.nodes.map((node) => ({
    ...node,
    fragments: node.fragments.map((fragment) => withPackHint(fragment, packs)),
  }));
  return { ...found, nodes };
}

function withPackHint(fragment: Fragment, packs: ReadonlyMap<string, Hint>): Fragment {
  const runtime = runtimeOf(fragment.file);
  const pack = runtime === undefined ? undefined : packs.get(packFolder(fragment.file));
  const family = pack?.value.replace(/-[a-z]+$/, '');
  if (!pack || family === undefined || fragment.hints.some(({ rank }) => rank === 'file')) return fragment;
  const hint: Hint = {
    ...pack,
    value: `${family}-${runtime}`,
    why: `runtime folder ${runtime} of the pack with ${pack.why}`,
  };
  return { ...fragment, hints: [hint, ...fragment.hints] };
}

function packFolder(file: string): string {
  return file.split('/').slice(0, -2).join('/');
}
