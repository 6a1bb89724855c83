import { profileOfImage } from '../../catalogue/recognition.js';
import type { Format, Found, Fragment, Hint, Leaf, Service, Unknown } from '../../model/fragment.js';
import { START } from '../../values/lines.js';
import { emptyFragment } from '../format.js';
import { foundIn, numberOf } from '../plain-values.js';
import { imageParts, productNamed, releaseIn } from '../product-names.js';
import { yamlLeaves } from '../syntax/yaml.js';

/** Services, images, published ports, mounts: what runs in which container, and how the machine reaches it. */
export const compose: Format = {
  id: 'docker-compose.yml',
  title: 'compose files: services, images, published ports, mounted configuration',
  files: /compose[^/]*\.ya?ml$/i,
  recognises: (text) => /^services\s*:/m.test(text),
  survivesToml: true,
  read(file, text): Fragment {
    const read = yamlLeaves(text);
    if (!read.ok) return { ...emptyFragment(file, compose), fault: read.fault };
    const byService = new Map<string, Leaf[]>();
    for (const leaf of read.leaves) {
      const [root, service] = leaf.steps;
      if (root?.name !== 'services' || !service) continue;
      const known = byService.get(service.name);
      const inner = { ...leaf, steps: leaf.steps.slice(2) };
      if (known) known.push(inner);
      else byService.set(service.name, [inner]);
    }
    return {
      ...emptyFragment(file, compose),
      services: [...byService].map(([name, leaves]) => serviceOf(file, name, leaves)),
    };
  },
};

function serviceOf(file: string, name: string, leaves: readonly Leaf[]): Service {
  const valuesAt = (path: string) => leaves.filter(({ steps }) => steps.map((step) => step.name).join('/') === path);
  const image =
    valuesAt('image')[0] ??
    leaves.find(({ steps, value }) => steps[0]?.name === 'build' && /(^|=)[\w./-]*wso2[\w./-]*:\d/.test(value));
  const networkMode = valuesAt('network_mode')[0]?.value;
  const offset = offsetIn(file, leaves);
  const [first] = leaves;
  return {
    name,
    file,
    range: first?.range ?? START,
    image: withDefaults(image?.value ?? '').replace(/^.*=/, ''),
    addresses: [...valuesAt('container_name'), ...valuesAt('hostname'), ...leaves.filter(isAlias)]
      .map(({ value }) => value)
      .filter((value) => /^[\w.-]{1,253}$/.test(value)),
    published: publishedOf(file, leaves),
    sources: sourcesOf(leaves),
    onHostNetwork: networkMode === 'host',
    hints: [...(image ? imageHints(file, image) : []), ...profileHints(file, leaves)],
    ...(offset ? { offset } : {}),
  };
}

function isAlias({ steps }: Leaf): boolean {
  return steps[0]?.name === 'networks' && steps.at(-1)?.name === 'aliases';
}

/** `${TAG:-4.2.0}` is 4.2.0 where nobody sets TAG. */
function withDefaults(text: string): string {
  return text.replace(/\$\{\w+:?-([^${}]*)\}/g, '$1');
}

function imageHints(file: string, leaf: Leaf): Hint[] {
  const { names, tag } = imageParts(withDefaults(leaf.value).replace(/^.*=/, ''));
  const name = names.find((part) => productNamed(part) !== undefined);
  const product = name && productNamed(name);
  const why = `image ${names[0]}${tag === undefined ? '' : `:${tag}`}`;
  const hints: Hint[] = [];
  if (product) hints.push({ ...foundIn(file, leaf, product, why), aspect: 'product', rank: 'image' });
  const version = tag === undefined ? undefined : releaseIn(tag);
  // A tag of somebody's own image says only as much as the configuration inside.
  if (version !== undefined)
    hints.push({ ...foundIn(file, leaf, version, why), aspect: 'version', rank: product ? 'image' : 'path' });
  const profile = profileOfImage(leaf.value);
  if (profile) hints.push({ ...foundIn(file, leaf, profile, why), aspect: 'profile', rank: 'image' });
  return hints;
}

/** `PROFILE_NAME` of the official images, `-Dprofile` on the command line. */
function profileHints(file: string, leaves: readonly Leaf[]): Hint[] {
  return leaves.flatMap((leaf): Hint[] => {
    const environment = environmentOf(leaf);
    const profile =
      environment?.name === 'PROFILE_NAME' ? environment.value : /-Dprofile=([A-Za-z0-9-]+)/.exec(leaf.value)?.[1];
    if (profile === undefined || !/^[A-Za-z0-9-]{1,64}$/.test(profile)) return [];
    return [
      { ...foundIn(file, leaf, profile, environment ? 'PROFILE_NAME' : '-Dprofile'), aspect: 'profile', rank: 'image' },
    ];
  });
}

function environmentOf({ steps, value }: Leaf): { readonly name: string; readonly value: string } | undefined {
  if (steps[0]?.name !== 'environment') return undefined;
  const key = steps[1]?.name;
  if (key !== undefined) return { name: key, value };
  const equals = value.indexOf('=');
  return equals < 0 ? undefined : { name: value.slice(0, equals), value: value.slice(equals + 1) };
}

function offsetIn(file: string, leaves: readonly Leaf[]): Found<number | Unknown> | undefined {
  for (const leaf of leaves) {
    const text = /-DportOffset=["']?([^\s"',]+)/.exec(leaf.value)?.[1];
    if (text !== undefined)
      return foundIn(file, leaf, numberOf(withDefaults(text)) ?? { unknown: text.slice(0, 64) }, '-DportOffset');
  }
  return undefined;
}

/** Compose short syntax with a port of the machine; the long form is written short. A port without one is published nowhere in particular. */
function publishedOf(file: string, leaves: readonly Leaf[]): Found<string>[] {
  const found: Found<string>[] = [];
  const long = new Map<number, { leaf: Leaf; values: Map<string, string> }>();
  for (const leaf of leaves) {
    const [list, key] = leaf.steps;
    if (list?.name !== 'ports') continue;
    if (key) {
      const entry = long.get(list.index) ?? { leaf, values: new Map<string, string>() };
      entry.values.set(key.name, leaf.value);
      long.set(list.index, entry);
      continue;
    }
    const text = withDefaults(leaf.value);
    if (isPublished(text)) found.push(foundIn(file, leaf, text, 'ports'));
  }
  for (const { leaf, values } of long.values()) {
    const text = shortSyntax(Object.fromEntries(values));
    if (text !== undefined && isPublished(text)) found.push(foundIn(file, leaf, text, 'ports'));
  }
  return found;
}

function shortSyntax(long: Readonly<Record<string, string>>): string | undefined {
  const { host_ip: bind, published, target, protocol } = long;
  if (published === undefined || target === undefined) return undefined;
  return `${bind === undefined ? '' : `${bind}:`}${published}:${target}${protocol === undefined ? '' : `/${protocol}`}`;
}

function isPublished(text: string): boolean {
  return /^(?:[^/\s]+:)?[0-9]{1,5}(?:-[0-9]{1,5})?:[0-9]{1,5}(?:-[0-9]{1,5})?(?:\/(?:tcp|udp))?$/.test(text);
}

/** Folders the container is made of or sees: mounts first, then the folder of its Dockerfile. */
function sourcesOf(leaves: readonly Leaf[]): string[] {
  const mounts: string[] = [];
  let context: string | undefined;
  let dockerfile: string | undefined;
  for (const { steps, value } of leaves) {
    const path = steps.map(({ name }) => name).join('/');
    if (path === 'volumes' || path === 'volumes/source') mounts.push(value.replace(/:.*$/s, ''));
    else if (path === 'build' || path === 'build/context') context = value;
    else if (path === 'build/dockerfile') dockerfile = value;
  }
  const folder = dockerfile?.includes('/') ? `${context ?? '.'}/${dockerfile.replace(/\/[^/]*$/, '')}` : context;
  return [...mounts, ...(folder === undefined ? [] : [folder])].filter(
    (path) => path.startsWith('.') || /^[\w@-]+\//.test(path),
  );
}
