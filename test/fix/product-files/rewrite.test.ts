import { describe, expect, it } from 'vitest';
import { rewritten } from '../../../src/fix/product-files/rewrite.js';

/** A change of what is between two columns of a line. */
function change(line: number, columns: readonly [number, number], from: string | undefined, to: string) {
  const [start, end] = columns;
  const range = { start: { line, column: start }, end: { line, column: end } };
  const edit = { file: 'x', path: ['nodes', 'gw'], to };
  return { file: 'x', range, ...(from === undefined ? {} : { from }), to, edit };
}

describe('values in the text of a product file', () => {
  it('are replaced from the last to the first, whatever their order', () => {
    const text = 'a = 1\r\nb = 2\rc = 3\n';
    expect(rewritten(text, [change(1, [5, 6], '1', '10'), change(3, [5, 6], '3', '30')])).toBe(
      'a = 10\r\nb = 2\rc = 30\n',
    );
  });

  it('keep the quotes around them and the credentials inside of them', () => {
    const text = 'url = "tcp://u:p@host:9611"';
    expect(rewritten(text, [change(1, [7, 28], 'tcp://host:9611', 'tcp://host:9612')])).toBe(
      'url = "tcp://u:p@host:9612"',
    );
  });

  it('may become one of another scheme as a whole', () => {
    expect(rewritten('tcp://h:1', [change(1, [1, 10], 'tcp://h:1', 'ssl://h:2')])).toBe('ssl://h:2');
  });

  it.each([
    ['is there twice', '1 + 1', change(1, [1, 6], '1', '2')],
    ['is not there', 'x', change(1, [1, 2], '1', '2')],
    ['has a digit before it', '21', change(1, [1, 3], '1', '3')],
    ['has a digit behind it', '12', change(1, [1, 3], '1', '3')],
    ['is below the last line', 'x', change(2, [1, 2], 'x', 'y')],
    [
      'ends below the last line',
      'x',
      { ...change(1, [1, 2], 'x', 'y'), range: { start: { line: 1, column: 1 }, end: { line: 9, column: 1 } } },
    ],
    ['is behind the end of its line', 'x', change(1, [1, 20], 'x', 'y')],
    ['would need quotes', 'x', change(1, [1, 2], 'x', 'a"b')],
    ['is in a template', 'x {{ y }}', change(1, [1, 2], 'x', 'y')],
  ])('are left where one %s', (_, text, one) => {
    expect(rewritten(text, [one])).toBeUndefined();
  });

  it('are left where two of them overlap', () => {
    const both = [change(1, [1, 4], 'abc', 'x'), change(1, [2, 3], 'b', 'y')];
    expect(rewritten('abc', both)).toBeUndefined();
  });

  it('are left where only one of them has a certain place', () => {
    expect(rewritten('a b', [change(1, [1, 2], 'a', 'x'), change(1, [3, 4], 'c', 'y')])).toBeUndefined();
  });

  it('that are new have a line of their own, indented as the line below and with its line end', () => {
    expect(rewritten('[server]\n  name = "x"\n', [change(2, [3, 7], undefined, 'offset = 1')])).toBe(
      '[server]\n  offset = 1\n  name = "x"\n',
    );
    expect(rewritten('a\r\nb\r\n', [change(2, [1, 2], undefined, 'c')])).toBe('a\r\nc\r\nb\r\n');
  });

  it('that are new have none in a text of one line, as manifests have it', () => {
    const text = 'data:\n  deployment.toml: "[server]\\nname = \\"x\\"\\n"\n';
    expect(rewritten(text, [change(2, [37, 38], undefined, 'offset = 1')])).toBeUndefined();
  });
});
