import { SaxesParser } from 'saxes';
import { command } from '../../cli/command.js';

/** An element of a picture with what is in it. */
export interface Shape {
  readonly name: string;
  readonly classes: readonly string[];
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Shape[];
  text: string;
}

/** Reads XML as a browser does, strictly; a picture that is not well-formed throws. */
export function shapesOf(svg: string): Shape {
  const parser = new SaxesParser({ xmlns: true });
  const root: Shape = { name: '', classes: [], attributes: {}, children: [], text: '' };
  const open = [root];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const plain = Object.fromEntries(Object.entries(attributes).map(([key, { value }]) => [key, value]));
    const classes = (plain.class ?? '').split(' ').filter(Boolean);
    const shape: Shape = { name, classes, attributes: plain, children: [], text: '' };
    open.at(-1)?.children.push(shape);
    open.push(shape);
  });
  parser.on('text', (text) => {
    for (const shape of open) shape.text += text;
  });
  parser.on('closetag', () => {
    open.pop();
  });
  parser.write(svg).close();
  return root;
}

/** Every shape with these classes, in the order of the file. */
export function all(shape: Shape, ...classes: readonly string[]): readonly Shape[] {
  const own = classes.every((name) => shape.classes.includes(name)) ? [shape] : [];
  return [...own, ...shape.children.flatMap((child) => all(child, ...classes))];
}

/** Every shape of an element name, in the order of the file. */
export function named(shape: Shape, name: string): readonly Shape[] {
  return [...(shape.name === name ? [shape] : []), ...shape.children.flatMap((child) => named(child, name))];
}

/** The picture that a command draws of a topology. */
export async function drawn(name: 'ports' | 'flows', plan: string, ...args: readonly string[]) {
  const { stdout } = await command(name, 'plan.yaml', '--format', 'svg', ...args, { files: { 'plan.yaml': plan } });
  return { text: stdout, picture: shapesOf(stdout) };
}

/** As many Micro Integrators, so many on each host. */
export function integrators(count: number, perHost: number): string {
  const nodes = Array.from({ length: count }, (_, index) => {
    const host = Math.floor(index / perHost);
    return `  n${index}: { host: h${host}, product: wso2mi, version: 4.2.0, offset: ${index % perHost} }`;
  });
  const hosts = Array.from({ length: Math.ceil(count / perHost) }, (_, index) => `  h${index}: {}`);
  return ['version: 1', 'hosts:', ...hosts, 'nodes:', ...nodes, ''].join('\n');
}
