import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packagedCatalogue } from '../../src/catalogue/files.js';
import { FORMATS } from '../../src/configuration/formats/index.js';
import { configurationIn } from '../../src/configuration/node-files.js';
import { readNode } from '../../src/configuration/reading.js';
import { offsetAt, structured } from '../../src/configuration/structured.js';
import { propertiesLeaves } from '../../src/configuration/syntax/properties.js';
import { readTree } from '../../src/configuration/tree.js';
import type { Format } from '../../src/model/fragment.js';
import { undocumented } from './documented.js';

/** A format that nothing but its own definition knows of. */
const dummy = (facts: Partial<Format>) =>
  structured({
    id: 'dummy',
    title: 'dummy.ini: the offset of a test',
    files: /(^|\/)dummy\.ini$/,
    survivesToml: false,
    leaves: propertiesLeaves,
    ...facts,
    more: (file, leaves) => ({ ...offsetAt(file, leaves, 'offset') }),
  });

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'formats-'));
  mkdirSync(join(folder, 'node/conf'), { recursive: true });
  writeFileSync(join(folder, 'node/conf/dummy.ini'), 'offset = 2\n');
  writeFileSync(join(folder, 'node/conf/deployment.toml'), '[server]\nhostname = "am"\n');
});
afterAll(() => rmSync(folder, { recursive: true }));

const treeWith = (facts: Partial<Format>) => readTree(['.'], folder, undefined, [...FORMATS, dummy(facts)]);

function offsetWith(facts: Partial<Format>): unknown {
  const release = packagedCatalogue().release('wso2am', '4.2.0');
  if (!release) throw new Error('wso2am 4.2.0 is not in the catalogue');
  return readNode(configurationIn('.', treeWith(facts)).fragments, release, 'default').offset?.value;
}

describe('a format that is registered', () => {
  it('is opened in a folder', () => {
    expect(treeWith({}).fragments.map(({ file }) => file)).toEqual([
      'node/conf/deployment.toml',
      'node/conf/dummy.ini',
    ]);
  });

  it('is left alone without a line in the list', () => {
    expect(readTree(['.'], folder).fragments.map(({ file }) => file)).toEqual(['node/conf/deployment.toml']);
  });

  it('is dropped beside a deployment.toml only where the product generates it', () => {
    expect([offsetWith({ survivesToml: true }), offsetWith({ survivesToml: false })]).toEqual([2, undefined]);
  });

  it('is a node of its own where it says so', () => {
    const files = (home: string) => ({ key: home, name: 'own' });
    const own = configurationIn('.', treeWith({ part: 'main', homeOf: files, survivesToml: true }));
    expect(own.fragments.map(({ file }) => file)).toEqual(['node/conf/deployment.toml']);
  });

  it('needs a row in the documentation', () => {
    const text = readFileSync(new URL('../../docs/import.md', import.meta.url), 'utf8');
    expect(undocumented([...FORMATS, dummy({})], text)).toEqual(['dummy']);
  });
});
