import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/configuration/formats/index.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = 'src/configuration/formats';
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .map((name) => join('src', name).replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts') && !file.includes('generated') && statSync(join(root, file)).isFile());
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const idsIn = (code: string) => [...code.matchAll(/^ {2}id: '([^']+)',$/gm)].map(([, id]) => id);

describe('formats of configuration files', () => {
  it('are one to a file, all of them listed', () => {
    const files = sources.filter((file) => file.startsWith(`${folder}/`) && !file.endsWith('/index.ts'));
    const ids = files.map((file) => [file, idsIn(read(file))] as const);
    expect(ids.filter(([, own]) => own.length !== 1)).toEqual([]);
    expect(ids.flatMap(([, own]) => own).sort()).toEqual(FORMATS.map(({ id }) => id).sort());
  });

  it.each(FORMATS.map(({ id }) => [id]))('%s is named by its own file alone', (id) => {
    const literal = new RegExp(`['"\`]${id.replaceAll('.', '\\.')}['"\`]`);
    const naming = sources.filter((file) => literal.test(read(file)) && !idsIn(read(file)).includes(id));
    expect(naming).toEqual([]);
  });
});
