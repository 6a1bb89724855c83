import type { TemplatePiece } from '../../model/template.js';

/** What a template does, with what is inside of its blocks. */
export type TemplatePart =
  | { readonly kind: 'text'; readonly start: number; readonly end: number }
  | { readonly kind: 'output'; readonly start: number; readonly end: number; readonly expression: string }
  | { readonly kind: 'choice'; readonly branches: readonly TemplateBranch[] }
  | TemplateLoop;

export interface TemplateBranch {
  /** Absent for what comes where no other condition is met. */
  readonly condition?: string;
  readonly body: readonly TemplatePart[];
}

export interface TemplateLoop {
  readonly kind: 'each';
  readonly list: string;
  readonly names: readonly string[];
  readonly body: readonly TemplatePart[];
}

/** A block that has begun: the parts around it, and its branches where it is a choice. */
interface Open {
  readonly outside: TemplatePart[];
  readonly branches?: TemplateBranch[];
}

const MAX_DEPTH = 50;

/** Puts pieces into the blocks that they are in. A block without an end ends with the text. Undefined where they are too deep. */
export function nested(pieces: readonly TemplatePiece[]): readonly TemplatePart[] | undefined {
  const nesting = new Nesting();
  for (const piece of pieces) {
    nesting.add(piece);
    if (nesting.depth > MAX_DEPTH) return undefined;
  }
  return nesting.root;
}

class Nesting {
  readonly root: TemplatePart[] = [];
  private body = this.root;
  private readonly open: Open[] = [];

  get depth(): number {
    return this.open.length;
  }

  add(piece: TemplatePiece): void {
    const inside: TemplatePart[] = [];
    if (piece.kind === 'text') this.body.push({ kind: 'text', start: piece.start, end: piece.end });
    else if (piece.kind === 'output') this.body.push(piece);
    else if (piece.kind === 'end') this.body = this.open.pop()?.outside ?? this.root;
    else if (piece.kind === 'each')
      this.begin({ kind: 'each', list: piece.list, names: piece.names, body: inside }, inside);
    else if (piece.kind === 'if') {
      const branches: TemplateBranch[] = [{ condition: piece.condition, body: inside }];
      this.begin({ kind: 'choice', branches }, inside, branches);
    } else if (piece.kind === 'else-if') this.goOn({ condition: piece.condition, body: inside }, inside);
    else if (piece.kind === 'else') this.goOn({ body: inside }, inside);
  }

  private begin(part: TemplatePart, inside: TemplatePart[], branches?: TemplateBranch[]): void {
    this.body.push(part);
    this.open.push({ outside: this.body, ...(branches ? { branches } : {}) });
    this.body = inside;
  }

  /** What follows `else` of a loop, or of nothing, stays where it is. */
  private goOn(branch: TemplateBranch, inside: TemplatePart[]): void {
    const branches = this.open.at(-1)?.branches;
    if (!branches) return;
    branches.push(branch);
    this.body = inside;
  }
}
