import { packagedCatalogue } from '../../src/catalogue/files.js';
import { fragmentOf } from '../../src/configuration/tree.js';
import { type Imported, importFragments } from '../../src/import/import.js';
import type { Fragment } from '../../src/model/fragment.js';

const catalogue = packagedCatalogue();

/** Reads texts by file name, as if they were a tree. */
export function fragmentsOf(files: Readonly<Record<string, string>>): Fragment[] {
  return Object.entries(files).flatMap(([file, text]) => fragmentOf(file, new TextEncoder().encode(text)) ?? []);
}

export interface Answered {
  readonly version?: readonly string[];
  readonly product?: readonly string[];
  readonly profile?: readonly string[];
  readonly host?: string;
  readonly separate?: boolean;
}

/** Imports texts by file name. */
export function imported(
  files: Readonly<Record<string, string>>,
  { version = [], product = [], profile = [], ...hosts }: Answered = {},
): Imported {
  return importFragments(fragmentsOf(files), {
    catalogue,
    names: [],
    answers: { version, product, profile },
    ...hosts,
  });
}

/** The imported topology's text; the questions, where something has to be asked. */
export function textOf(files: Readonly<Record<string, string>>, answers: Answered = {}): string {
  const result = imported(files, answers);
  return result.ok ? result.text : JSON.stringify(result.questions);
}
