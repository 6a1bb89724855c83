/**
 * Runs of offsets that are taken for nodes with the same sockets. What is taken stays taken, so each offset is examined once: a taken
 * one is linked to the next one that may be free (disjoint sets with path compression).
 */
export class TakenRuns {
  private readonly isFree: (offset: number) => boolean;
  private readonly step: number;
  private readonly highest: number;
  /** By taken offset: one above or below it that may be free. */
  private readonly above = new Map<number, number>();
  private readonly below = new Map<number, number>();

  /** `isFree` never accepts an offset that it refused before; `step` is the distance of two offsets of the grid. */
  constructor(isFree: (offset: number) => boolean, step: number, highest: number) {
    this.isFree = isFree;
    this.step = step;
    this.highest = highest;
  }

  /** Returns the first free offset that is not below another one. */
  freeFrom(offset: number): number | undefined {
    return this.first(offset, this.above, this.step, (each) => each <= this.highest);
  }

  /** Returns the first free offset that is not above another one, and not below a third. */
  freeDownFrom(offset: number, lowest: number): number | undefined {
    return this.first(offset, this.below, -this.step, (each) => each >= lowest);
  }

  private first(
    start: number,
    links: Map<number, number>,
    step: number,
    isWithin: (offset: number) => boolean,
  ): number | undefined {
    const passed: number[] = [];
    let offset = start;
    while (isWithin(offset)) {
      const next = links.get(offset);
      if (next === undefined && this.isFree(offset)) break;
      passed.push(offset);
      offset = next ?? offset + step;
    }
    for (const each of passed) links.set(each, offset);
    return isWithin(offset) ? offset : undefined;
  }
}
