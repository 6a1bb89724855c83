/** Replaces a name in a sentence where it is a whole word: `gw-1` in `gw-1 dials cp:9443`, and not in `gw-10`. */
export function replaceWord(text: string, name: string, by: string): string {
  return text.replace(/[^\s,;:()'"/]+/g, (word) => (word === name ? by : word));
}
