/** How new text is written, taken from what stands around it. */
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

/** Words that YAML readers of one version or another take for something else than text. */
const RESERVED = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

/** A value on one line. */
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

/** A key with its value's text. */
export function entry(key: string, value: string, style: FlowStyle): string {
  return `${quoted(key, style)}${style.colon}${value}`;
}

/** A text as a scalar: plain where every reader takes it for text. */
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
