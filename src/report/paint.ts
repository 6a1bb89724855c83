/** Colours by meaning. */
export interface Paint {
  readonly error: (text: string) => string;
  readonly warning: (text: string) => string;
  readonly info: (text: string) => string;
  readonly strong: (text: string) => string;
  readonly faint: (text: string) => string;
}

/** ANSI colours, or none at all. */
export function paintFor(color: boolean): Paint {
  const ansi = (code: number, end: number) => (text: string) => (color ? `\u001b[${code}m${text}\u001b[${end}m` : text);
  return { error: ansi(31, 39), warning: ansi(33, 39), info: ansi(36, 39), strong: ansi(1, 22), faint: ansi(2, 22) };
}
