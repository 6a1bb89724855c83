import { productOfHome } from '../catalogue/recognition.js';
import type { Fragment, Home } from '../model/fragment.js';

/** Folders that say nothing about the node in them. */
const GENERIC = new Set(
  'conf confs config configs repository carbon carbon-home wso2 main src resources product distribution modules files server volumes deployment home opt mnt provision helm chart charts helm-chart templates'.split(
    ' ',
  ),
);

/** Folders inside a conf folder, for files that were copied without their product. */
const INSIDE_CONF =
  /\/(axis2|tomcat|identity|security|etc|data-bridge|finance|advanced|eventpublishers|synapse-configs\/.*)$/;

type NamedFile = Pick<Fragment, 'file' | 'format'>;

/**
 * Finds the home of a file: as its format says, else by the layouts that products, images and their automation use.
 * `runtimes` are folders below `conf` that are homes of their own, from {@link runtimeFolders}.
 */
export function homeOf({ file, format }: NamedFile, runtimes: ReadonlySet<string> = new Set()): Home {
  const own = format.homeOf?.(file);
  if (own) return own;
  const above = foldersOf(file).find((folder) => runtimes.has(folder));
  return homeOfFolder(above ?? folderOf(file));
}

/**
 * Folders below a `conf` folder that configure a runtime each: `conf/integrator`, `conf/broker`. A folder with a copy is none:
 * beside a main file of `conf` itself it has to be named like a runtime.
 */
export function runtimeFolders(files: readonly NamedFile[]): ReadonlySet<string> {
  const mains = files.filter(({ file, format }) => format.part === 'main' && !format.homeOf?.(file));
  const folders = [...new Set(mains.map(({ file }) => parentOf(file)))];
  const inside = folders.filter((folder) => /(^|\/)conf\/[^/]+$/.test(folder) && !INSIDE_CONF.test(`/${folder}`));
  return new Set(
    inside.filter((folder) => {
      const conf = parentOf(folder);
      if (folders.includes(conf)) return productOfHome(baseNameOf(folder)) !== undefined;
      return inside.filter((other) => parentOf(other) === conf).length > 1;
    }),
  );
}

/** The folders around a file, the nearest first. */
function foldersOf(file: string): string[] {
  const parts = file.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, parts.length - index).join('/'));
}

/** Returns the home that a folder is, named by the nearest part of its path that says something. */
export function homeOfFolder(folder: string): Home {
  return { key: folder, name: nameOfFolder(folder) };
}

/** Deployment files with a name of their own are a node by themselves: `gw-deployment.toml`. */
export function namedDeployment(file: string): Home | undefined {
  const base = baseNameOf(file);
  const name = base === 'deployment' ? '' : base.replace(/^deployment[-_]|[-_.]deployment$/g, '');
  return name === '' ? undefined : { key: file, name };
}

/** Returns the folder of the product that a file configures. */
export function folderOf(file: string): string {
  return layoutFolderOf(file) ?? (`/${parentOf(file)}`.replace(INSIDE_CONF, '').slice(1) || '.');
}

/** Returns the folder above `repository/conf` or `conf`; undefined for a file in neither. */
export function layoutFolderOf(file: string): string | undefined {
  const layout =
    /^(?:(.*)\/)?repository\/(?:conf|deployment|resources)\//.exec(file) ?? /^(?:(.*)\/)?conf\//.exec(file);
  return layout ? (layout[1] ?? '.') : undefined;
}

/** Returns the name of a file without its folder and its last ending. */
export function baseNameOf(file: string): string {
  return file.replace(/^.*\//, '').replace(/\.[^.]*$/, '');
}

export function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '.' : path.slice(0, slash);
}

export function nameOfFolder(folder: string): string {
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
  const parts = key.replace(/#.*/s, '').split('/');
  const at = parts.findLastIndex((part) => part === name || name.startsWith(part) || part.includes(name));
  const above = parts
    .slice(0, at < 0 ? -1 : at)
    .filter(
      (part) => !GENERIC.has(part.toLowerCase()) && part !== '.' && part !== '..' && !/^(host_vars|dev)$/.test(part),
    );
  const prefix = above.at(-1);
  return prefix === undefined ? name : `${prefix}-${name}`;
}

/** Returns a text as an id of the topology. */
export function idOf(text: string): string {
  return (
    text
      .replace(/[^A-Za-z0-9._-]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 128) || 'node'
  );
}
