import type { Fault, Leaf, Step } from '../model/fragment.js';

/** Values of a text; with a fault, those before it are not to be trusted and left out. */
export type Leaves =
  | { readonly ok: true; readonly leaves: readonly Leaf[] }
  | { readonly ok: false; readonly fault: Fault };

/** Limits for reading a configuration file. */
export const MAX_DEPTH = 100;
export const MAX_LEAVES = 200_000;

/** The format that reads a system property, in place of a file: the command line of the server. */
export const COMMAND_LINE = '-D';

/** The format that reads a variable of the environment, in place of a file. */
export const ENVIRONMENT = 'environment';

const NO_ATTRIBUTES: Readonly<Record<string, string>> = Object.freeze({});

export function step(name: string, index = 0, attributes = NO_ATTRIBUTES): Step {
  return { name, index, attributes };
}

/** Returns the name of the last step; empty where the whole file is one value. */
export function lastName({ steps }: Pick<Leaf, 'steps'>): string {
  return nameAt({ steps }, steps.length - 1);
}

/** Returns the name of a step by its depth from 0; empty where the value is above it. */
export function nameAt({ steps }: Pick<Leaf, 'steps'>, depth: number): string {
  return steps[depth]?.name ?? '';
}

/** `Server/Ports/Offset`: names of the steps, without numbers. */
export function namesOf({ steps }: Leaf): string {
  return steps.map(({ name }) => name).join('/');
}

/** Identifies the container of a leaf, numbers included. */
export function containerOf(steps: readonly Step[]): string {
  return steps.map(({ name, index }) => `${name}#${index}`).join('/');
}

/** Returns the first leaf at a path of names. */
export function leafAt(leaves: readonly Leaf[], path: string): Leaf | undefined {
  // Most leaves are told apart by their last name alone.
  return leaves.find((leaf) => path.endsWith(lastName(leaf)) && namesOf(leaf) === path);
}
