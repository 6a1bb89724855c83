import { visible } from '../../values/visible.js';

/** Returns a line that TOML, shells and people skip. */
export function comment(text: string): string {
  return `# ${visible(text)}`;
}
