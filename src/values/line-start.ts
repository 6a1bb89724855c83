import { visible } from './visible.js';

/**
 * Returns the name of a file as a line may begin with it. GitHub Actions takes a line that begins with `::` for a command; `./` names the
 * same file.
 */
export function nameAtLineStart(file: string): string {
  const shown = visible(file);
  return /^\s*::/.test(shown) ? `./${shown}` : shown;
}
