import { stringify } from 'yaml';
import { visible } from '../../values/visible.js';

/** Writes a value as one document of YAML, with lines of comment before it. */
export function yamlText(comments: readonly string[], value: unknown): string {
  const head = comments.map((line) => `# ${visible(line)}\n`).join('');
  return `${head}${stringify(value, { lineWidth: 0, aliasDuplicateObjects: false })}`;
}
