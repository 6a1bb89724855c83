import type { Fragment } from '../model/fragment.js';
import { runtimeOf } from './formats/deployment-yaml.js';

/** The node that a file belongs to, as far as its path tells. */
export interface Home {
  /** Equal for files of one node; a path below which they lie, or the file itself. */
  readonly key: string;
  /** What people would call the node. */
  readonly name: string;
}

/** Folders that say nothing about the node in them. */
const GENERIC = new Set(
  'conf confs config configs repository carbon carbon-home wso2 main src resources product distribution modules files server volumes deployment home opt mnt provision'.split(
    ' ',
  ),
);

/** Folders inside a conf folder, for files that were copied without their product. */
const INSIDE_CONF =
  /\/(axis2|tomcat|identity|security|etc|data-bridge|finance|advanced|eventpublishers|synapse-configs\/.*)$/;

/** Finds the home of a file by the layouts that products, images and their automation use. */
export function homeOf({ file, format }: Pick<Fragment, 'file' | 'format'>): Home {
  const named = namedFile(file, format);
  if (named !== undefined) return { key: file, name: named };
  const folder = folderOf(file, format);
  const runtime = format === 'deployment.yaml' ? runtimeOf(file) : undefined;
  const name = nameOfFolder(folder);
  if (runtime === undefined) return { key: folder, name };
  return {
    key: `${folder}#${runtime}`,
    name: name.endsWith(runtime) ? name : name === 'node' ? runtime : `${name}-${runtime}`,
  };
}

/** Files that are a node by themselves: `gw-deployment.toml`, `host_vars/apim_1.yml`. */
function namedFile(file: string, format: string): string | undefined {
  const base = file.replace(/^.*\//, '').replace(/\.[^.]*$/, '');
  if (format === 'deployment.toml' || format === 'deployment.yaml')
    return base === 'deployment' ? undefined : base.replace(/^deployment[-_]|[-_.]deployment$/g, '') || undefined;
  if (format === 'ansible' || format === 'puppet-hiera')
    return base === 'default' ? nameOfFolder(file.replace(/\/[^/]*$/, '').replace(/\/pattern-[^/]*$/, '')) : base;
  if (format === 'helm-values')
    return base.replace(/^default[-_]/, '').replace(/[-_]?values$/, '') || nameOfFolder(parentOf(file));
  return undefined;
}

function folderOf(file: string, format: string): string {
  const layout =
    /^(?:(.*)\/)?repository\/(?:conf|deployment|resources)\//.exec(file) ?? /^(?:(.*)\/)?conf\//.exec(file);
  if (layout) return layout[1] ?? '.';
  const parent = parentOf(file);
  if (format === 'start-script') return parent.replace(/(^|\/)bin$/, '') || '.';
  return `/${parent}`.replace(INSIDE_CONF, '').slice(1) || '.';
}

function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '.' : path.slice(0, slash);
}

function nameOfFolder(folder: string): string {
  const telling = folder.split('/').filter((part) => part !== '.' && part !== '..' && !GENERIC.has(part.toLowerCase()));
  return telling.at(-1) ?? 'node';
}

/** Names made different: by the folder above where two are equal, then by a number. */
export function distinctNames(homes: readonly Home[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set<string>();
  const count = (name: string) => homes.filter((home) => home.name === name).length;
  for (const home of homes) {
    const wanted = idOf(count(home.name) === 1 ? home.name : longerName(home));
    let name = wanted;
    for (let number = 2; taken.has(name); number++) name = `${wanted.slice(0, 120)}-${number}`;
    taken.add(name);
    names.set(home.key, name);
  }
  return names;
}

function longerName({ key, name }: Home): string {
  const parts = key.replace(/#.*$/, '').split('/');
  const at = parts.findLastIndex((part) => part === name || name.startsWith(part) || part.includes(name));
  const above = parts
    .slice(0, at < 0 ? -1 : at)
    .filter(
      (part) => !GENERIC.has(part.toLowerCase()) && part !== '.' && part !== '..' && !/^(host_vars|dev)$/.test(part),
    );
  const prefix = above.at(-1);
  return prefix === undefined ? name : `${prefix}-${name}`;
}

/** A text as an id of the topology. */
export function idOf(text: string): string {
  return (
    text
      .replace(/[^A-Za-z0-9._-]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 128) || 'node'
  );
}
