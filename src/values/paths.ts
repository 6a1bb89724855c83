import type { Path } from '../model/finding.js';

/** Writes a path as a JSON pointer (RFC 6901). */
export function toPointer(path: Path): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** Reads a JSON pointer (RFC 6901). Digits stay text, which indexes both lists and maps. */
export function fromPointer(pointer: string): Path {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** Writes a path as people do: `nodes.gateway.links.x[0]`. */
export function writtenPath(path: Path): string {
  return path
    .map((step) => (/^\d+$/.test(String(step)) ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');
}

/** Returns the value at a path of plain data; undefined where none is. Reads own properties only. */
export function atPath(data: unknown, path: Path): unknown {
  let value = data;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}

/** Returns the key of a node's value among those of its configuration files: its path in the node, without `port` of the long form. */
export function configuredKey(path: Path): string {
  const [, , key, ...rest] = path;
  const inside = key === 'ports' && rest.at(-1) === 'port' && rest.length > 1 ? rest.slice(0, -1) : rest;
  return [key, ...inside].join('/');
}
