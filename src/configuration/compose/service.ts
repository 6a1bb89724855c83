import type { Build, Found, Hint, Leaf, Service } from '../../model/fragment.js';
import { isLoopback } from '../../values/addresses.js';
import { START } from '../../values/lines.js';
import { present } from '../../values/present.js';
import { commandLine } from '../command-line.js';
import { portsDialledBy } from '../dialled-by-command.js';
import { imageHints, packHints } from '../image-hints.js';
import { ENVIRONMENT, lastName, nameAt, namesOf, step } from '../leaf.js';
import { foundIn, isSecret } from '../plain-values.js';
import { substituted } from '../variables.js';
import { publishedIn } from './ports.js';

/** Reads a service from its values, with variables put in. */
export function serviceOf(
  file: string,
  name: string,
  values: readonly Leaf[],
  variables: ReadonlyMap<string, string> = new Map(),
): Service {
  const leaves = values.map((leaf) => ({ ...leaf, value: substituted(leaf.value, variables) }));
  const at = (path: string) => leaves.filter((leaf) => namesOf(leaf) === path);
  const image = at('image')[0];
  const pack = image ?? leaves.find(({ steps, value }) => steps[0]?.name === 'build' && IMAGE_ARGUMENT.test(value));
  const environment = environmentOf(leaves);
  const { offset, profile, debug } = commandLine(file, leaves.filter(isStart));
  const { published, unread } = publishedIn(file, leaves);
  const networkMode = at('network_mode')[0]?.value;
  const reference = (pack?.value ?? '').replace(/^[^/]*=/, '');
  return {
    unread,
    name,
    file,
    range: leaves[0]?.range ?? START,
    image: reference,
    addresses: [...at('container_name'), ...at('hostname'), ...leaves.filter(isAlias)]
      .map(({ value }) => value)
      .filter((value) => /^[\w.-]{1,253}$/.test(value) && !isLoopback(value)),
    published,
    sources: sourcesOf(leaves),
    onHostNetwork: networkMode === 'host',
    hints: [
      ...profileHints(file, environment),
      ...(profile ? [profile] : []),
      ...(pack ? imageHints(file, pack, reference) : []),
      ...homeHints(file, leaves),
    ],
    ...present({
      offset,
      build: buildOf(leaves),
      shares: /^service:(.+)$/.exec(networkMode ?? '')?.[1],
      extends: extendsOf(leaves),
      replicas: replicasOf(file, [...at('deploy/replicas'), ...at('scale')]),
    }),
    linked: [...at('links'), ...at('external_links')].flatMap(({ value }) => linkOf(value)),
    extraHosts: leaves.flatMap((leaf) => extraHostOf(file, leaf)),
    fixedAddresses: leaves.filter((leaf) => /^ipv[46]_address$/.test(lastName(leaf))).map(({ value }) => value),
    debug,
    environment: environment.flatMap(({ leaf, name: variable, value }) =>
      isSecret(variable) ? [] : [{ ...leaf, value, steps: [step(variable)], meantFor: ENVIRONMENT }],
    ),
    probes: probesOf(file, leaves),
    profiles: at('profiles').map(({ value }) => value),
    values: values.filter((leaf) => !holdsSecret(leaf)),
  };
}

/** A build argument that is an image: `BASE_IMAGE=wso2/wso2am:4.2.0`. */
const IMAGE_ARGUMENT = /(^|=)[\w./-]*wso2[\w./-]*:\d/;

function isStart(leaf: Leaf): boolean {
  return ['command', 'entrypoint', 'environment'].includes(nameAt(leaf, 0));
}

function isAlias({ steps }: Leaf): boolean {
  return steps[0]?.name === 'networks' && steps.at(-1)?.name === 'aliases';
}

function holdsSecret(leaf: Leaf): boolean {
  const [list] = leaf.steps;
  const key = leaf.steps.length > 1 ? lastName(leaf) : leaf.value.replace(/=.*/s, '');
  return (list?.name === 'environment' || list?.name === 'build') && isSecret(key);
}

/** A map or a list: names with their values. */
function pairOf({ steps, value }: Leaf, depth: number): { readonly name: string; readonly value: string } | undefined {
  const key = steps[depth]?.name;
  if (key !== undefined) return { name: key, value };
  const equals = value.indexOf('=');
  return equals < 0 ? undefined : { name: value.slice(0, equals), value: value.slice(equals + 1) };
}

function environmentOf(
  leaves: readonly Leaf[],
): { readonly leaf: Leaf; readonly name: string; readonly value: string }[] {
  return leaves.flatMap((leaf) => {
    const pair = leaf.steps[0]?.name === 'environment' ? pairOf(leaf, 1) : undefined;
    return pair ? [{ leaf, ...pair }] : [];
  });
}

/** `PROFILE_NAME` of the official images. */
function profileHints(file: string, environment: ReturnType<typeof environmentOf>): Hint[] {
  return environment.flatMap(({ leaf, name, value }): Hint[] =>
    name === 'PROFILE_NAME' && /^[A-Za-z0-9-]{1,64}$/.test(value)
      ? [{ ...foundIn(file, leaf, value, 'PROFILE_NAME'), aspect: 'profile', rank: 'image' }]
      : [],
  );
}

/** The release of the home that something is mounted into: `/home/wso2carbon/wso2is-7.0.0/repository/conf/deployment.toml`. */
function homeHints(file: string, leaves: readonly Leaf[]): Hint[] {
  const mounts = leaves.filter((leaf) => ['volumes', 'volumes/target'].includes(namesOf(leaf)));
  return mounts.flatMap((leaf) => {
    const home = /[:/]([^:/]+)\/(?:repository|conf|lib)(?:[/:]|$)/.exec(leaf.value)?.[1] ?? '';
    return packHints(file, leaf, home, 'path').filter(({ aspect }) => aspect === 'version');
  });
}

function buildOf(leaves: readonly Leaf[]): Build | undefined {
  const values = leaves.filter(({ steps }) => steps[0]?.name === 'build');
  if (values.length === 0) return undefined;
  const at = (...paths: readonly string[]) => values.find((leaf) => paths.includes(namesOf(leaf)))?.value;
  const args = values.flatMap((leaf) => {
    const pair = leaf.steps[1]?.name === 'args' ? pairOf(leaf, 2) : undefined;
    // A variable without a value leaves the default of the Dockerfile in force.
    return pair && !/^\$(\w+|\{\w+\})$/.test(pair.value) ? [[pair.name, pair.value] as const] : [];
  });
  return {
    context: at('build', 'build/context') ?? '.',
    dockerfile: at('build/dockerfile') ?? 'Dockerfile',
    args: new Map(args),
    ...present({ target: at('build/target') }),
  };
}

function replicasOf(file: string, leaves: readonly Leaf[]): Found<number> | undefined {
  const leaf = leaves.find(({ value }) => /^\d{1,4}$/.test(value));
  return leaf && foundIn(file, leaf, Number(leaf.value), 'replicas');
}

/** The words of `healthcheck.test`, each a value of its own or all in one; the place is that of the word with the port. */
function probesOf(file: string, leaves: readonly Leaf[]): Service['probes'] {
  const words = leaves.filter((leaf) => namesOf(leaf) === 'healthcheck/test');
  if (leaves.some((leaf) => namesOf(leaf) === 'healthcheck/disable' && leaf.value === 'true')) return [];
  const dialled = portsDialledBy(words.map(({ value }) => value).join(' '));
  return dialled.flatMap(({ port, scheme }) => {
    const word = words.find(({ value }) => value.match(/\d+/g)?.includes(String(port)));
    return word ? [{ port: foundIn(file, word, port, 'healthcheck'), by: 'health check', ...present({ scheme }) }] : [];
  });
}

/** `extends: base`, or a map with the file that has it. */
function extendsOf(leaves: readonly Leaf[]): Service['extends'] | undefined {
  const at = (...paths: readonly string[]) => leaves.find((leaf) => paths.includes(namesOf(leaf)))?.value;
  const service = at('extends', 'extends/service');
  return service === undefined ? undefined : { service, ...present({ file: at('extends/file') }) };
}

function linkOf(text: string): { readonly service: string; readonly name: string }[] {
  const [service, name] = text.split(':');
  return service !== undefined && name !== undefined && /^[\w.-]{1,253}$/.test(name) ? [{ service, name }] : [];
}

/** `name:address`, `name=address`, or a map. */
function extraHostOf(file: string, leaf: Leaf): (Found<string> & { readonly address: string })[] {
  const [list, key] = leaf.steps;
  if (list?.name !== 'extra_hosts') return [];
  const text = key === undefined ? leaf.value : `${key.name}:${leaf.value}`;
  const [, name, address] = /^([\w.-]{1,253})[:=]\s*\[?([\w.:-]+)\]?$/.exec(text) ?? [];
  return name === undefined || address === undefined ? [] : [{ ...foundIn(file, leaf, name, 'extra_hosts'), address }];
}

/** Folders and files the container is made of or sees: mounts first, then the folder of its Dockerfile. */
function sourcesOf(leaves: readonly Leaf[]): string[] {
  const mounts = leaves.flatMap((leaf) => {
    const path = namesOf(leaf);
    return path === 'volumes' || path === 'volumes/source' ? [leaf.value.replace(/:.*/s, '')] : [];
  });
  const build = buildOf(leaves);
  return [
    ...mounts.filter((path) => path.startsWith('.') || /^[\w@-]+\//.test(path)),
    ...(build ? [contextFolder(build)] : []),
  ];
}

/** Returns the folder of the Dockerfile, else the context: where a container's files are if nothing else is known. */
export function contextFolder({ context, dockerfile }: Build): string {
  return dockerfile.includes('/') ? `${context}/${dockerfile.replace(/\/[^/]*$/, '')}` : context;
}
