/** A part of a text of this program: plain words, or what is written in code, between two backticks. */
interface Span {
  readonly text: string;
  readonly isCode: boolean;
}

/** Splits a text at its backticks; one without a second one is a character. */
export function spansOf(text: string): readonly Span[] {
  const parts = text.split(/`([^`]+)`/);
  return parts.map((part, index) => ({ text: part, isCode: index % 2 === 1 })).filter((span) => span.text !== '');
}
