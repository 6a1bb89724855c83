import { packagedCatalogue } from '../../src/catalogue/files.js';
import { readingOfFile } from '../../src/configuration/file-reading.js';
import { type NodeReading, readNode } from '../../src/configuration/reading.js';
import { type Imported, importFragments } from '../../src/import/import.js';
import type { Fragment } from '../../src/model/fragment.js';

const catalogue = packagedCatalogue();

/** Reads texts by file name, as if they were a tree. */
export function fragmentsOf(files: Readonly<Record<string, string>>): Fragment[] {
  return Object.entries(files).flatMap(
    ([file, text]) => readingOfFile(file, new TextEncoder().encode(text)).fragment ?? [],
  );
}

/** What the files of one node say, read for a release of the catalogue. */
export function readingOf(
  files: Readonly<Record<string, string>>,
  product: string,
  version: string,
  profile = 'default',
): NodeReading {
  const release = catalogue.release(product, version);
  if (!release) throw new Error(`${product} ${version} is not in the catalogue`);
  return readNode(fragmentsOf(files), release, profile);
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
