import { compareTexts } from '../values/lists.js';
import type { FoundNode, FoundNodes } from './nodes.js';

/** The services that start with one profile of compose files: those without a profile, and those with that one. */
export interface ProfileChoice {
  readonly name?: string;
  readonly nodes: readonly FoundNode[];
  readonly neighbours: FoundNodes['neighbours'];
}

/** Lists the ways to start services with profiles; one way without a name where no node has any. */
export function profileChoices({ nodes, neighbours }: FoundNodes): readonly ProfileChoice[] {
  const names = new Set(nodes.flatMap(({ service }) => service?.profiles ?? []));
  if (names.size === 0) return [{ nodes, neighbours }];
  return [...names].sort(compareTexts).map((name) => {
    const isStarted = (profiles: readonly string[] = []) => profiles.length === 0 || profiles.includes(name);
    return {
      name,
      nodes: nodes.filter(({ service }) => isStarted(service?.profiles)),
      neighbours: neighbours.filter(({ service }) => isStarted(service.profiles)),
    };
  });
}
