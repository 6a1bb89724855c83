/** The layout of new text, taken from the text around it. */
export interface FlowStyle {
  /** The quotes that keys have; none in plain YAML. */
  readonly quote: '"' | "'" | '';
  /** Between a key and its value. */
  readonly colon: string;
  /** Between two entries of a flow map. */
  readonly comma: string;
  /** Inside braces. */
  readonly padding: string;
}

export const PLAIN: FlowStyle = { quote: '', colon: ': ', comma: ', ', padding: ' ' };

/** Words that are not text for YAML readers of some version. */
const RESERVED = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

/** Returns a value on one line. */
export function flow(value: unknown, style: FlowStyle): string {
  if (typeof value === 'string') return text(value, style);
  if (Array.isArray(value)) return `[${value.map((item) => flow(item, style)).join(style.comma)}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value).map(([key, item]) => entry(key, flow(item, style), style));
  return entries.length === 0 ? '{}' : braces(entries, style);
}

export function braces(entries: readonly string[], style: FlowStyle): string {
  return `{${style.padding}${entries.join(style.comma)}${style.padding}}`;
}

/** Returns a key with the text of its value. */
export function entry(key: string, value: string, style: FlowStyle): string {
  return `${quoted(key, style)}${style.colon}${value}`;
}

/** Returns a text as a scalar: without quotes where every reader takes it for text. */
function text(value: string, style: FlowStyle): string {
  if (style.quote === '"') return JSON.stringify(value);
  return isPlain(value) || /^\d+(?:\.\d+){3}$/.test(value) ? value : JSON.stringify(value);
}

function quoted(key: string, { quote }: FlowStyle): string {
  if (quote !== '') return `${quote}${key}${quote}`;
  return isPlain(key) ? key : JSON.stringify(key);
}

function isPlain(value: string): boolean {
  return /^[A-Za-z][\w.-]*$/.test(value) && !RESERVED.test(value);
}
