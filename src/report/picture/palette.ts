/** The colours of pages and pictures, by what they mean. */
export const LIGHT = {
  page: '#f6f7f9',
  card: '#fff',
  text: '#1c2330',
  faint: '#5a6577',
  line: '#dde2ea',
  code: '#f1f3f7',
  error: '#b42318',
  'error-soft': '#fdecea',
  warning: '#8a5300',
  'warning-soft': '#fff4dd',
  info: '#1f5fae',
  'info-soft': '#e8f1fc',
  good: '#1b7040',
} as const;

export type Palette = Readonly<Record<keyof typeof LIGHT, string>>;

export const DARK: Palette = {
  page: '#12161d',
  card: '#1a2029',
  text: '#e3e8f0',
  faint: '#9aa6b8',
  line: '#2e3745',
  code: '#141a22',
  error: '#ff8a80',
  'error-soft': '#3a1d1d',
  warning: '#f0b95a',
  'warning-soft': '#35290f',
  info: '#8ab8f5',
  'info-soft': '#17273c',
  good: '#6fcf97',
};

/** Names of colours, whose values a page declares: it may have others for paper. */
export const NAMES = Object.fromEntries(Object.keys(LIGHT).map((name) => [name, `var(--${name})`])) as Palette;

/** Returns the declarations of a palette's names. */
export function declarations(palette: Palette): string {
  return Object.entries(palette)
    .map(([name, color]) => `--${name}: ${color};`)
    .join(' ');
}
