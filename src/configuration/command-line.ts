import type { Found, Hint, Leaf, Unknown } from '../model/fragment.js';
import { foundIn, numberOf } from './plain-values.js';

/** The values that the words of a command line set; later words win. */
export interface CommandLine {
  readonly offset?: Found<number | Unknown>;
  readonly profile?: Hint;
  /** Ports that a debugger listens on. */
  readonly debug: readonly Found<number>[];
}

/** Reads `-DportOffset`, `-Dprofile` and debuggers from words, each a value of its own or several in one. */
export function commandLine(file: string, words: readonly Leaf[]): CommandLine {
  const last = <T>(read: (leaf: Leaf) => T | undefined): T | undefined =>
    words.flatMap((leaf) => read(leaf) ?? []).at(-1) as T | undefined;
  const offset = last((leaf) => offsetOf(file, leaf));
  const profile = last((leaf) => profileOf(file, leaf));
  return { ...(offset ? { offset } : {}), ...(profile ? { profile } : {}), debug: debugPorts(file, words) };
}

function offsetOf(file: string, leaf: Leaf): Found<number | Unknown> | undefined {
  const text = /-DportOffset=["']?([^\s"',\]]+)/.exec(leaf.value)?.[1];
  if (text === undefined) return undefined;
  return foundIn(file, leaf, numberOf(text) ?? { unknown: text.slice(0, 64) }, '-DportOffset');
}

function profileOf(file: string, leaf: Leaf): Hint | undefined {
  const profile = /-Dprofile=["']?([A-Za-z0-9-]{1,64})(?![\w${-])/.exec(leaf.value)?.[1];
  return profile === undefined
    ? undefined
    : { ...foundIn(file, leaf, profile, '-Dprofile'), aspect: 'profile', rank: 'image' };
}

/** `-agentlib:jdwp=...,address=*:5005`, `--debug 5005` and `-debug 5005` of the start scripts. */
function debugPorts(file: string, words: readonly Leaf[]): Found<number>[] {
  return words.flatMap((leaf, index) => {
    const agent = /jdwp=\S{0,200}?address=(?:[\w.*-]+:)?(\d{2,5})/.exec(leaf.value)?.[1];
    const inside = /(?:^|\s)--?debug[\s=]+(\d{2,5})(?!\d)/.exec(leaf.value)?.[1];
    const next = /^--?debug$/.test(bare(leaf.value)) ? words[index + 1] : undefined;
    const port = Number(agent ?? inside ?? (next ? bare(next.value) : Number.NaN));
    return Number.isInteger(port) && port > 0 && port < 65_536
      ? [foundIn(file, agent === undefined && inside === undefined ? (next ?? leaf) : leaf, port, 'debugger')]
      : [];
  });
}

/** A word of a JSON list as a shell would have it. */
function bare(word: string): string {
  return word.replace(/^[["',]+|(?<![\]"',])[\]"',]+$/g, '');
}
