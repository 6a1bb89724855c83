import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Output, stepsOf, withOutputs } from './guide.js';
import { newReader, type Reader } from './reader.js';

const docs = fileURLToPath(new URL('../../docs/', import.meta.url));
const read = (name: string) => readFileSync(`${docs}${name}`, 'utf8');
const DOCUMENTS = readdirSync(docs)
  .filter((name) => name.endsWith('.md'))
  .sort();

/** Documents that can be followed step by step. */
const FOLLOWED = DOCUMENTS.filter((name) => stepsOf(read(name)).some(({ kind }) => kind === 'command'));

/** UPDATE_DOCS=1 writes what is printed into the documents instead of comparing it. */
const updates = process.env.UPDATE_DOCS === '1';

let reader: Reader;
beforeEach(() => {
  reader = newReader();
});
afterEach(() => reader.leave());

/** Does what a document says and compares what it shows; the document with what was really printed. */
function follow(markdown: string): string {
  const printed: { at: Output; text: string }[] = [];
  for (const step of stepsOf(markdown)) {
    if (step.kind === 'file') reader.write(step.name, step.text);
    else {
      const { output, exit } = reader.run(step.command);
      expect(`exit ${exit} of ${step.command}`, output).toBe(`exit ${step.exit} of ${step.command}`);
      if (step.output) printed.push({ at: step.output, text: output });
    }
  }
  return withOutputs(markdown, printed);
}

describe('what a document shows', () => {
  it.each(FOLLOWED)('%s is what is printed', (name) => {
    const real = follow(read(name));
    if (updates) writeFileSync(`${docs}${name}`, real);
    expect(read(name)).toBe(real);
  });

  it('is shown in every guide and contract', () => {
    expect(FOLLOWED).toEqual([
      'ask-for-firewall-openings.md',
      'change-window.md',
      'check-a-repository.md',
      'diff.md',
      'editor.md',
      'exit-codes.md',
      'export.md',
      'firewall-file.md',
      'fix.md',
      'flows.md',
      'guard-a-pipeline.md',
      'guide.md',
      'import.md',
      'json.md',
      'kubernetes.md',
      'page.md',
      'pictures.md',
      'plan-a-deployment.md',
      'read-a-support-case.md',
      'several-of-a-kind.md',
      'verify.md',
    ]);
  });
});

it('no document shows a command on a line of its own that is not run', () => {
  const documents = [...DOCUMENTS, '../README.md'].filter((name) => !FOLLOWED.includes(name));
  const commands = documents.flatMap((name) =>
    [...read(name).matchAll(/^(\$ )?wso2-topology [a-z]+.*$/gm)].map(([line]) => [name, line]),
  );
  expect(commands).toEqual([]);
});

describe('the index', () => {
  it.each(DOCUMENTS.filter((name) => name !== 'README.md'))('names %s', (name) => {
    expect(read('README.md')).toContain(`](${name})`);
  });
});

describe('a link between documents', () => {
  const links = DOCUMENTS.flatMap((name) =>
    [...read(name).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map((match) => [name, match[1] ?? ''] as const),
  );

  it.each(links)('in %s to %s leads somewhere', (_, target) => {
    expect(existsSync(`${docs}${target}`)).toBe(true);
  });
});
