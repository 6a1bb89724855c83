/** Pieces that mean something to YAML, TOML, XML, a template, a terminal, a pipeline or JavaScript. */
const PIECES = [
  '"',
  "'",
  ':',
  '#',
  '-',
  '{',
  '}',
  '[',
  ']',
  '<',
  '>',
  '&',
  '*',
  '!',
  '|',
  '%',
  '@',
  '`',
  '\\',
  '\t',
  '\r',
  '\r\n',
  '\n',
  '\0',
  '\u001b[31m',
  '\u2028',
  '\ufeff',
  '\u202e',
  '<<: *x',
  '&x',
  '---\n',
  '...\n',
  '? ',
  '!!js ',
  '{{ x }}',
  '${x}',
  '$(x)',
  '<![CDATA[',
  ']]>',
  '<!--',
  '&lt;',
  '&#0;',
  '"""',
  "'''",
  '[[a]]',
  '__proto__',
  'constructor',
  'null',
  'true',
  '-1',
  '0',
  '65535',
  '65536',
  '1e309',
  '9007199254740993',
  '0x10',
  '::error::x',
  '%0A',
  'localhost',
  '[::1]',
  'auto',
  'offset: ',
  'ports: ',
  'https://',
  '9443',
  '10397',
];

/** Changes a text a little, in one to four places. */
export function mutated(text, random) {
  let changed = text;
  for (let times = random.between(1, 4); times > 0; times--) changed = changeOnce(changed, random);
  return changed;
}

function changeOnce(text, random) {
  const at = random.below(text.length + 1);
  const lines = text.split('\n');
  const line = random.below(lines.length);
  switch (random.below(9)) {
    case 0:
      return text.slice(0, at) + random.pick(PIECES) + text.slice(at);
    case 1:
      return text.slice(0, at) + text.slice(at + random.between(1, 8));
    case 2:
      return text.slice(0, at);
    case 3:
      return lines.toSpliced(line, 1).join('\n');
    case 4:
      return lines.toSpliced(random.below(lines.length), 0, lines[line]).join('\n');
    case 5:
      return lines.toSpliced(line, 1, `${' '.repeat(random.below(5))}${lines[line].trim()}`).join('\n');
    case 6:
      return numberChanged(text, random);
    case 7:
      return wordMoved(text, random);
    default:
      return text.replaceAll('\n', random.pick(['\r\n', '\r', '\n']));
  }
}

function numberChanged(text, random) {
  const numbers = [...text.matchAll(/\d+/g)];
  if (numbers.length === 0) return text;
  const { 0: digits, index } = random.pick(numbers);
  const value = random.pick([Number(digits) + random.between(-3, 3), 0, 1, 443, 65535, 65536, 9443, '']);
  return text.slice(0, index) + value + text.slice(index + digits.length);
}

function wordMoved(text, random) {
  const words = [...text.matchAll(/[\w.-]{2,}/g)];
  if (words.length < 2) return text;
  const [{ 0: from, index }, { 0: to }] = [random.pick(words), random.pick(words)];
  return text.slice(0, index) + to + text.slice(index + from.length);
}
