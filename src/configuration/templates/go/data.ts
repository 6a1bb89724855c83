import { Composer, type Document, isAlias, isMap, isScalar, isSeq, Parser, stringify } from 'yaml';
import { compareTexts } from '../../../values/lists.js';
import { tooDeep } from '../../../values/yaml-depth.js';
import { MAX_DEPTH, MAX_LEAVES } from '../../leaf.js';
import { aliasTargets } from '../../syntax/yaml.js';
import { TracedText } from './text.js';
import { dataOf, type GoMap, type GoValue, goValueOf, isGoMap, UNKNOWN } from './values.js';

/** Returns the values of a YAML text as Helm reads them; undefined if the text is not a map, is nested too deep, or has too many values. */
export function valuesIn(text: string): GoMap | undefined {
  const tokens = [...new Parser().parse(text)];
  if (tooDeep(tokens, MAX_DEPTH) !== undefined) return undefined;
  const composer = new Composer({ uniqueKeys: false, prettyErrors: false, logLevel: 'silent' });
  const [document] = [...composer.compose(tokens, true, text.length)];
  if (!document || document.errors.length > 0) return undefined;
  const reader = new ValueReader(document);
  const value = reader.valueOf(document.contents);
  if (reader.isTooLarge) return undefined;
  return isGoMap(value) ? value : value === null ? new Map() : undefined;
}

/** Turns nodes into values. Aliases are followed as often as they are used, up to a limit of all values, and of how deep they lead. */
class ValueReader {
  private readonly targets: ReadonlyMap<unknown, unknown>;
  private count = 0;

  constructor(document: Document) {
    this.targets = aliasTargets(document);
  }

  get isTooLarge(): boolean {
    return this.count > MAX_LEAVES;
  }

  valueOf(node: unknown, depth = 0): GoValue {
    this.count = depth > MAX_DEPTH ? Number.POSITIVE_INFINITY : this.count + 1;
    if (this.isTooLarge) return null;
    if (isAlias(node)) return this.valueOf(this.targets.get(node), depth + 1);
    if (isSeq(node)) return node.items.map((item) => this.valueOf(item, depth + 1));
    if (isScalar(node)) return goValueOf(node.value);
    const values: GoMap = new Map();
    for (const { key, value } of isMap(node) ? node.items : []) {
      const name = String(isScalar(key) ? key.value : '');
      const inner = this.valueOf(value, depth + 1);
      if (name === '<<' && isGoMap(inner)) for (const [below, merged] of inner) values.set(below, merged);
      else values.set(name, inner);
    }
    return isMap(node) ? values : null;
  }
}

/** `toYaml`: keys in their order, lists not indented, no line end behind it. */
export function toYaml(value: GoValue): string {
  const options = { indentSeq: false, lineWidth: 0, sortMapEntries: true, aliasDuplicateObjects: false } as const;
  return stringify(dataOf(value), options).replace(/\n$/, '');
}

/** `fromYaml`: the value of a text that is not a map is not known. */
export function fromYaml(text: string): GoValue {
  return valuesIn(text) ?? UNKNOWN;
}

/** `.Files.AsConfig`: each text under its name as a block, so that every character of it is one of the file. */
export function toYamlTexts(texts: ReadonlyMap<string, TracedText>, isSecret = false): TracedText {
  const entries = [...texts].sort(([a], [b]) => compareTexts(a, b));
  return TracedText.concat(
    entries.flatMap(([name, text], index) => [
      index === 0 ? '' : '\n',
      `${JSON.stringify(name)}: `,
      ...(isSecret ? [encoded(text.text)] : blockOf(text)),
    ]),
  );
}

/** A block says how far it is indented, which its first line may hide, and whether line ends are behind it. */
function blockOf(text: TracedText): readonly (TracedText | string)[] {
  let ends = 0;
  while (text.text.at(-1 - ends) === '\n') ends++;
  if (text.text.length === ends) return [JSON.stringify(text.text)];
  return [
    `|2${ends === 0 ? '-' : ends === 1 ? '' : '+'}\n`,
    text.slice(0, text.text.length - Math.min(ends, 1)).indented(2),
  ];
}

/** `b64enc`. */
export function encoded(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''));
}
