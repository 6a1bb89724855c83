import { describe, expect, it } from 'vitest';
import { excerptOf } from '../../src/cli/excerpt.js';
import type { Range } from '../../src/model/finding.js';
import { growth } from '../cpu-time.js';

/** What is shown of a text in which the values between `»` and `«` are judged. */
function shown(marked: string): string {
  const judged: Range[] = [];
  const lines = marked.split('\n').map((line, index) => {
    const parts = line.split(/[»«]/);
    let column = 1;
    for (const [part, text] of parts.entries()) {
      const end = column + text.length;
      if (part % 2 === 1) judged.push({ start: { line: index + 1, column }, end: { line: index + 1, column: end } });
      column = end;
    }
    return parts.join('');
  });
  return excerptOf(lines.join('\n'), judged);
}

describe('what is shown of a configuration file is a judged value and its key', () => {
  it.each([
    ['offset = »3« # hunter2', 'offset = 3'],
    ['  port: »9443«', '  port: 9443'],
    ['a = "hunter2", url = »"https://am:9443/services/"«', '               url = "https://am:9443/services/"'],
    ['urls = ["tcp://a:1", »"tcp://b:2"«] # hunter2', 'urls = [             "tcp://b:2"'],
    ['urls = [»"tcp://a:1"«, »"tcp://b:2"«]', 'urls = ["tcp://a:1"  "tcp://b:2"'],
    ['<Offset>»3«</Offset><Key>hunter2</Key>', '<Offset>3'],
    ['<Url key="hunter2">»https://am:9443«</Url>', '<Url              >https://am:9443'],
    ['listen »8443« ssl;', 'listen 8443'],
    ['    - »"9443:9443"«', '      "9443:9443"'],
    ['ENV JAVA_OPTS="-Dkey=hunter2 -DportOffset=»3«"', '                             -DportOffset=3'],
    [
      '    image: »"registry.internal:5000/wso2/am:4.2.0@sha256:0a"« # hunter2',
      '    image: "registry.internal:5000/wso2/am:4.2.0@sha256:0a"',
    ],
    ['  - { image: »wso2/wso2am:4.2.0«, x: 1 }', '      image: wso2/wso2am:4.2.0'],
    ['FROM »wso2/wso2am:4.2.0« AS am', 'FROM wso2/wso2am:4.2.0'],
    ['token: »hun/ter:2«', ''],
    ['host: »gw.internal:8280«', 'host: gw.internal:8280'],
  ])('%s', (text, line) => expect(shown(text)).toBe(line));

  it('with everything on other lines blank', () => {
    expect(shown('password = "hunter2"\noffset = »3«\ntoken = """\nhunter2"""\n')).toBe('\noffset = 3');
  });

  it('in its column', () => {
    expect(shown('x = "hunter2", y = »1«').indexOf('1')).toBe('x = "hunter2", y = '.length);
  });
});

describe('a judged value', () => {
  it.each([
    ['»https://boss:hunter2@am:9443/x«', 'https://************@am:9443/x'],
    ['»https://boss:hunt/er,2@am:9443«', 'https://**************@am:9443'],
    ['»tcp://boss:hunter2@a:1,tcp://boss:hunter2@b:2«', 'tcp://************@a:1,tcp://************@b:2'],
    ['»https://am:9443/?token=hunter2«', 'https://am:9443/**************'],
    ["»amqp://u:p@c/carbon?brokerlist='tcp://a:5672'«", `amqp://***@c/carbon${'*'.repeat(26)}`],
  ])('has neither a user nor a query: %s', (text, line) => expect(shown(text)).toBe(line));

  it.each(['»"hunter 2"«', '»"jdbc:mysql://boss hunter2@db/x"«', '»$ecret!«', '»-----BEGIN KEY«'])(
    'that is no port, switch, host or endpoint is blank: %s',
    (text) => expect(shown(text).trim()).toBe(''),
  );

  it('that spans lines, or is not in the text, is blank', () => {
    const judged = (line: number, end: number): Range => ({
      start: { line, column: 1 },
      end: { line: end, column: 5 },
    });
    expect(excerptOf('hunter2\nhunter2', [judged(1, 2), judged(7, 7)]).trim()).toBe('');
  });
});

describe('many values on one line', () => {
  it('cost no more than the line and the values', async () => {
    const shownOf = (count: number) => {
      const line = '"tcp://a:1",'.repeat(count);
      const judged = Array.from({ length: count }, (_, index): Range => {
        const column = index * 12 + 1;
        return { start: { line: 1, column }, end: { line: 1, column: column + 11 } };
      });
      return excerptOf(line, judged);
    };
    expect(shownOf(20_000).match(/tcp/g)).toHaveLength(20_000);
    expect(await growth(shownOf, 20_000)).toBeLessThan(8);
  });
});
