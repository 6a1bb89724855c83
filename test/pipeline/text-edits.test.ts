import { describe, expect, it } from 'vitest';
import { check } from '../../src/pipeline/check.js';
import { textEditor } from '../../src/pipeline/text-edits.js';
import { catalogue } from '../topology-builder.js';

const CLASH = `version: 1
hosts: { app1: {} }
nodes:
  a: { host: app1, product: wso2mi, version: 4.2.0 }
  b:
    host: app1
    product: wso2mi # the second one
    version: 4.2.0
`;

function fixOf(text: string) {
  const [finding] = check([{ file: 'x.yaml', text }], { catalogue }).findings.filter(({ fixes }) => fixes.length > 0);
  const [fix] = finding?.fixes ?? [];
  if (!fix) throw new Error('a collision has a fix');
  return fix;
}

describe('the text edits of a fix', () => {
  it('insert a key that is not there yet', () => {
    const editsOf = textEditor((file) => (file === 'x.yaml' ? CLASH : undefined));
    expect(editsOf(fixOf(CLASH))).toEqual([
      {
        file: 'x.yaml',
        range: { start: { line: 9, column: 1 }, end: { line: 9, column: 1 } },
        text: '    offset: 11\n',
      },
    ]);
  });

  it('replace a value that is there', () => {
    const text = CLASH.replace('version: 4.2.0\n', 'version: 4.2.0\n').concat('    offset: 10\n');
    expect(textEditor(() => text)(fixOf(text))).toEqual([
      expect.objectContaining({ range: { start: { line: 9, column: 14 }, end: { line: 9, column: 15 } }, text: '1' }),
    ]);
  });

  it('are not known for a file without a text, or one that cannot be read', () => {
    const fix = fixOf(CLASH);
    expect(textEditor(() => undefined)(fix)).toBeUndefined();
    expect(textEditor(() => ': : :\n- [')(fix)).toBeUndefined();
    expect(textEditor(() => CLASH)({ ...fix, edits: [] })).toBeUndefined();
  });
});
