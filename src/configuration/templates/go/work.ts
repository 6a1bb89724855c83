import { TracedText } from './text.js';
import { type GoValue, isGoList, isGoMap, isText } from './values.js';

/** Values of a collection, and characters of a text, that no value of a template has more of. A file of a chart has no more. */
const MAX_VALUES = 200_000;
export const MAX_LENGTH = 1024 * 1024;

/** How deep values may be in each other: one that is in itself has no end. */
const MAX_DEPTH = 100;

/** Characters that are handled in the time of one value. */
const CHARACTERS = 8;

const [BASE, FOR_A_CHARACTER, MOST] = [200_000, 100, 10_000_000];
const MOST_OF_RUN = 10 * MOST;

/**
 * What the templates of a chart may cost together, with all files of values: steps, and values and characters that functions go through. The
 * cost of a function depends on its values, so that counting steps alone would not bound anything.
 */
export class Work {
  private left: number;
  private readonly all: Work | undefined;

  private constructor(left: number, all?: Work) {
    this.left = left;
    this.all = all;
  }

  /** Returns what all charts of a run may cost together. */
  static ofRun(): Work {
    return new Work(MOST_OF_RUN);
  }

  /** Returns what a chart may cost whose files have so many characters, as a part of what all may. */
  static ofChart(characters: number, all?: Work): Work {
    return new Work(Math.min(BASE + FOR_A_CHARACTER * characters, MOST), all);
  }

  get isOver(): boolean {
    return this.left <= 0 || this.all?.isOver === true;
  }

  spend(units: number): void {
    this.left -= units;
    this.all?.spend(units);
  }

  /** Spends what as many walks through a value cost; returns whether it is a value that templates may have. */
  spendOn(value: GoValue, walks = 1): boolean {
    const weight = weightOf(value);
    this.spend(walks * Math.min(weight, MAX_LENGTH));
    return weight !== Number.POSITIVE_INFINITY;
  }
}

/** What one walk through a value costs; infinite for one that is too large, or too deep. */
function weightOf(value: GoValue): number {
  let [weight, length] = [0, 0];
  const count = (inner: GoValue, depth: number): void => {
    if (weight > MAX_VALUES || length > MAX_LENGTH || depth > MAX_DEPTH) {
      weight = Number.POSITIVE_INFINITY;
      return;
    }
    weight++;
    if (isText(inner)) length += inner.length;
    else if (isGoList(inner) || isGoMap(inner)) for (const item of inner.values()) count(item, depth + 1);
  };
  count(value, 0);
  if (length > MAX_LENGTH) return Number.POSITIVE_INFINITY;
  return isText(value) ? weightOfText(value) : weight;
}

/** A text costs as much as its parts and its characters. */
export function weightOfText(text: TracedText | string): number {
  return 1 + (text instanceof TracedText ? text.size : 0) + text.length / CHARACTERS;
}
