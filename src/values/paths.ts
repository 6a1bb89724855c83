import type { Path } from '../model/finding.js';

/** RFC 6901. */
export function toPointer(path: Path): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** RFC 6901; digits stay text, which indexes lists and maps alike. */
export function fromPointer(pointer: string): Path {
  return pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** `nodes.gateway.links.x[0]`, as people write it. */
export function writtenPath(path: Path): string {
  return path
    .map((step) => (/^\d+$/.test(String(step)) ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '');
}

/** The value at a path of plain data; undefined where there is none. Own properties only. */
export function atPath(data: unknown, path: Path): unknown {
  let value = data;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}

/** The key of a node's value among those of its configuration files: the path in the node, `port` of the long form left out. */
export function configuredKey(path: Path): string {
  const [, , key, ...rest] = path;
  const inside = key === 'ports' && rest.at(-1) === 'port' && rest.length > 1 ? rest.slice(0, -1) : rest;
  return [key, ...inside].join('/');
}
