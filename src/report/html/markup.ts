import { markupText } from '../markup.js';

/** A piece of HTML that is safe to put into a page as it is. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Content = string | number | Markup | readonly Content[];

/** Makes markup of a template: whatever is put into it is escaped, unless it is markup itself. */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return new Markup(
    strings.map((text, index) => (index === 0 ? text : textOf(values[index - 1] ?? '') + text)).join(''),
  );
}

/** Nothing at all. */
export const NOTHING = new Markup('');

function textOf(value: Content): string {
  if (value instanceof Markup) return value.text;
  return typeof value === 'object' ? value.map(textOf).join('') : markupText(String(value));
}
