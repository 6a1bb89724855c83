import { describe, expect, it } from 'vitest';
import type { ReportedFix } from '../../src/model/report.js';
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
    expect(textEditor(() => CLASH.padEnd(65 * 1024 * 1024))(fix)).toBeUndefined();
  });

  describe('that others may read', () => {
    const dialled = (url: string) => `version: 1
defaults: { product: wso2am, version: 4.2.0 }
hosts: { a1: {}, a2: {} }
nodes:
  cp: { host: a1, profile: control-plane }
  gw: { host: a2, profile: gateway-worker, links: { event-hub-rest: { to: cp, url: ${url} } } }
`;
    const textsOf = (text: string, isShown: boolean) =>
      textEditor(() => text, undefined, isShown)(fixOf(text))?.map((edit) => edit.text);

    it('are those that anybody gets where they write no secret', () => {
      const text = dialled('"https://boss:secret@a1:9999/x"');
      expect(textsOf(text, true)).toEqual(['443']);
      expect(textsOf(dialled('"https://a1:9999/x"'), true)).toEqual(['443']);
    });

    it('are not known where they would write one', () => {
      const text = dialled('"https://boss:\\x40secret@a1:9999/x"');
      expect(textsOf(text, false)).toEqual(['@secret@a1:9443']);
      expect(textsOf(text, true)).toBeUndefined();
    });
  });

  describe('in the files of products', () => {
    const TOML = 'urls = ["tcp://admin:secret@cp:9612"]\nothers = ["tcp://cp:9612"]\n';
    const place = (line: number, from: number, to: number) => ({
      start: { line, column: from },
      end: { line, column: to },
    });
    const VALUE = {
      ...{ node: 'gw', file: 'gw.toml', setting: 'urls', from: 'tcp://cp:9612', to: 'tcp://cp:9611' },
      range: place(1, 9, 37),
    };
    const edits = (configuration: ReportedFix['configuration'], text: string | undefined = TOML) =>
      textEditor(
        () => undefined,
        (file) => (file === 'gw.toml' ? text : undefined),
      )({ title: '', edits: [], configuration });

    it('replace a value without what is secret beside it, once for the nodes that share it', () => {
      expect(edits([VALUE, { ...VALUE, node: 'gw2' }])).toEqual([
        { file: 'gw.toml', range: place(1, 29, 36), text: 'cp:9611' },
      ]);
    });

    it('are made together or not at all', () => {
      const { range, ...nowhere } = VALUE;
      expect(edits([{ ...VALUE, range: place(2, 11, 26) }, VALUE])).toEqual([
        expect.objectContaining({ range: place(1, 29, 36) }),
        expect.objectContaining({ range: place(2, 18, 25) }),
      ]);
      expect(edits([VALUE, nowhere])).toBeUndefined();
      expect(edits([VALUE, { ...VALUE, file: 'other.toml' }])).toBeUndefined();
      expect(edits([{ ...VALUE, from: 'tcp://cp:9613' }])).toBeUndefined();
      expect(textEditor(() => undefined)({ title: '', edits: [], configuration: [VALUE] })).toBeUndefined();
    });

    it('leave templates alone', () => {
      expect(edits([VALUE], `${TOML}# {{ x }}\n`)).toBeUndefined();
    });
  });
});
