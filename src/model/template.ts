/** A variable of a template. Numbers and switches are texts. */
export type TemplateValue = string | readonly TemplateValue[] | ReadonlyMap<string, TemplateValue>;

/** What the variables of a template are. */
export type TemplateScope = Pick<ReadonlyMap<string, TemplateValue>, 'get'>;

/** How much work may still be done for a template, in characters. */
export interface TemplateEffort {
  left: number;
}

/** A piece of a template: its text, or what an engine does there. Offsets are 0-based; `end` is behind the last character. */
export type TemplatePiece = { readonly start: number; readonly end: number } & TemplateMeaning;

/** The effect of a piece. */
export type TemplateMeaning =
  | { readonly kind: 'text' | 'end' | 'else' | 'nothing' }
  | { readonly kind: 'output'; readonly expression: string }
  | { readonly kind: 'if' | 'else-if'; readonly condition: string }
  | { readonly kind: 'each'; readonly list: string; readonly names: readonly string[] };

/** How an engine writes its expressions. */
export interface TemplateLanguage {
  pieces(text: string): readonly TemplatePiece[];
  /** The value of an expression; undefined where it is not certain. */
  evaluate(expression: string, scope: TemplateScope, effort: TemplateEffort): TemplateValue | undefined;
  /** Whether a condition is met; undefined where that is not certain. */
  isMet(condition: string, scope: TemplateScope, effort: TemplateEffort): boolean | undefined;
}
