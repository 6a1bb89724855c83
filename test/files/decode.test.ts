import { describe, expect, it } from 'vitest';
import { decode } from '../../src/files/decode.js';

describe('bytes are read as UTF-8', () => {
  it('with or without a byte order mark', () => {
    expect(decode(Buffer.from('a: ü\n'))).toEqual({ ok: true, text: 'a: ü\n' });
    expect(decode(Buffer.from('\ufeffa: 1\n'))).toEqual({ ok: true, text: 'a: 1\n' });
    expect(decode(new Uint8Array())).toEqual({ ok: true, text: '' });
  });

  it.each([
    ['UTF-16 with a mark', Buffer.from('\ufeffversion: 1', 'utf16le')],
    ['UTF-16 the other way round', Buffer.from([0xfe, 0xff, 0, 0x61])],
    ['Latin-1', Buffer.from('a: ü', 'latin1')],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0x00])],
  ])('%s is refused', (_, bytes) => expect(decode(bytes)).toMatchObject({ ok: false }));

  it('UTF-16 is told apart, as the remedy is another', () => {
    const [utf16, other] = [decode(Buffer.from([0xff, 0xfe, 0x61, 0])), decode(Buffer.from([0x61, 0xff]))];
    expect(utf16.ok || other.ok || utf16.reason === other.reason).toBe(false);
  });
});
