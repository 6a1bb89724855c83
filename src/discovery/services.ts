import { builtImage } from '../configuration/built-image.js';
import { contextFolder, serviceOf } from '../configuration/compose/service.js';
import { lastName, step } from '../configuration/leaf.js';
import { groupBy } from '../deployment/lookup.js';
import type { Build, Fragment, Leaf, Service, UnreadPlace } from '../model/fragment.js';
import { START } from '../values/lines.js';
import { memo } from '../values/memo.js';
import { posix } from '../values/posix.js';
import { present } from '../values/present.js';
import { withProjects } from './compose-projects.js';
import { pathsOf } from './inside.js';
import { mergedService } from './service-merge.js';

type Files = ReadonlyMap<string, Fragment>;

/**
 * Completes the services of compose files by what other files say of them: the variables of `.env`, `env_file`, override files and the
 * Dockerfiles that images are built by. Override files, Dockerfiles of services, scripts that build images and files of variables are left out, as they describe no further node.
 */
export function withServices(fragments: readonly Fragment[]): readonly Fragment[] {
  const files: Files = new Map(fragments.map((fragment) => [fragment.file, fragment]));
  const used = new Set<Fragment>();
  const current = fragments.filter(({ file, services }) => services.length === 0 || !isReplaced(file, files));
  const resolved = withProjects(current.map((fragment) => withVariables(fragment, files)));
  const overrides = resolved.filter(({ file, services }) => services.length > 0 && baseOf(file) !== file);
  return resolved
    .flatMap((fragment): Fragment[] => {
      if (fragment.variables || fragment.builds) return [];
      if (fragment.services.length === 0) return [fragment];
      const bases = resolved.some(({ file }) => file === baseOf(fragment.file));
      if (overrides.includes(fragment) && bases) return [];
      const merged = overrides
        .filter(({ file }) => baseOf(file) === fragment.file)
        .reduce((services, { services: over }) => mergedServices(services, over), fragment.services);
      const built = merged.map((service) => withBuild(service, files, used));
      const linked = withLinks(built);
      const shared = sharedNames(linked);
      const own = linked.map((service) => ({
        ...service,
        addresses: service.addresses.filter((name) => !shared.has(name)),
        ...present({ shared: shared.size === 0 ? undefined : [...shared.keys()] }),
      }));
      const unread = [...fragment.unread, ...[...shared].map(([what, place]) => ({ kind: SHARED, what, ...place }))];
      return [{ ...fragment, services: own.flatMap(instancesOf), unread }];
    })
    .filter((fragment) => !used.has(fragment));
}

/** `compose.override.yml` is laid over `compose.yml` without being named. */
function baseOf(file: string): string {
  return file.replace(/\.override(?=\.ya?ml$)/, '');
}

const EXAMPLE = /\.(?:example|sample|dist|template|tmpl)$/i;

/** An example whose copy is there: `compose.yaml.example` beside `compose.yaml`. */
function isReplaced(file: string, files: Files): boolean {
  return EXAMPLE.test(file) && files.has(file.replace(EXAMPLE, ''));
}

/** The variables of a project; where the file is not there, those of its only example are taken, which is said. */
function variablesOf(
  folder: string,
  files: Files,
): { readonly variables: readonly Leaf[]; readonly unread: UnreadPlace[] } {
  const path = posix.join(folder, '.env');
  const own = files.get(path)?.variables;
  if (own) return { variables: own, unread: [] };
  const [example, ...others] = [...files.values()].filter(
    ({ file, variables }) => variables && EXAMPLE.test(file) && file.replace(EXAMPLE, '') === path,
  );
  if (!example?.variables || others.length > 0) return { variables: [], unread: [] };
  const kind = 'files of variables that are not here; their example is read in their place';
  return { variables: example.variables, unread: [{ kind, what: path, file: example.file, range: START }] };
}

function withVariables(fragment: Fragment, files: Files): Fragment {
  if (fragment.services.length === 0) return fragment;
  const folder = posix.dirname(fragment.file);
  const { variables, unread } = variablesOf(folder, files);
  const values = new Map(variables.map((leaf) => [lastName(leaf), leaf.value]));
  const services = fragment.services.map(({ file, name, values: written, absent }) => ({
    ...withEnvironment(serviceOf(file, name, written, values), files),
    ...present({ absent }),
  }));
  const refers = fragment.services.some((service) => service.values.some(({ value }) => value.includes('$')));
  return {
    ...fragment,
    services,
    unread: [...services.flatMap((service) => service.unread), ...(refers ? unread : [])],
  };
}

/** The variables that `env_file` sets, unless the service sets them itself. */
function withEnvironment(service: Service, files: Files): Service {
  const folder = posix.dirname(service.file);
  const named = service.values.filter(({ steps }) => steps[0]?.name === 'env_file');
  // Later files win over earlier ones.
  const set = named.toReversed().map(({ value }): Pick<Service, 'hints' | 'offset'> => {
    const found = pathsOf(folder, value).flatMap((path) => files.get(path) ?? []);
    const fragment = found.find(({ variables }) => variables);
    return fragment ? setBy(fragment) : { hints: [] };
  });
  return {
    ...service,
    hints: [service, ...set].flatMap(({ hints }) => hints),
    ...present({ offset: [service, ...set].find(({ offset }) => offset)?.offset }),
  };
}

/** What a file of variables says of every service that names it. */
const setBy = memo(({ file, variables = [] }: Fragment): Pick<Service, 'hints' | 'offset'> => {
  const environment = variables.map((leaf) => ({ ...leaf, steps: [step('environment'), ...leaf.steps] }));
  const { hints, offset } = serviceOf(file, '', environment);
  return { hints, ...present({ offset }) };
});

function mergedServices(services: readonly Service[], over: readonly Service[]): readonly Service[] {
  const known = services.map((service) => {
    const other = over.find(({ name }) => name === service.name);
    return other ? mergedService(service, other) : service;
  });
  return [...known, ...over.filter(({ name }) => !services.some((service) => service.name === name))];
}

/** How the image of a service is built: as it says itself, or as a script does that builds an image of its name. */
function buildOf({ build, file, image }: Service, files: Files): { folder: string; build: Build } | undefined {
  if (build) return { folder: posix.dirname(file), build };
  if (image === '') return undefined;
  for (const { file: script, builds = [] } of files.values()) {
    const found = builds.find((candidate) => candidate.image === image);
    if (!found) continue;
    const dockerfile = found.dockerfile === undefined ? 'Dockerfile' : posix.relative(found.context, found.dockerfile);
    return { folder: posix.dirname(script), build: { ...found, dockerfile } };
  }
  return undefined;
}

/** The statements of a service, followed by those of its Dockerfile. */
function withBuild(service: Service, files: Files, used: Set<Fragment>): Service {
  const { folder, build } = buildOf(service, files) ?? {};
  if (folder === undefined || !build) return service;
  const file = dockerfileOf(folder, build.context, build.dockerfile, files);
  const recipe = file?.recipe;
  if (!file || !recipe) return service;
  used.add(file);
  const fromService = posix.relative(posix.dirname(service.file), folder);
  const image = builtImage(file.file, recipe, build);
  const copied = image.sources
    .map((source) => source.replace(/[^/]*[*?[].*$/s, ''))
    .filter((source) => !/\.(zip|jar|sh|war)$/.test(source));
  // Where the name of a folder is not known, it is somewhere in the context.
  const isOpen = copied.some((source) => source.includes('$'));
  const context = service.build ? service.sources.lastIndexOf(contextFolder(build)) : -1;
  return {
    ...service,
    image: service.image || image.base,
    hints: [...service.hints, ...image.hints],
    ...present({ offset: service.offset ?? image.offset }),
    debug: [...service.debug, ...image.debug],
    sources: [
      ...service.sources.filter((_, index) => index !== context),
      ...copied
        .filter((source) => !source.includes('$'))
        .map((source) => posix.join(fromService, build.context, source)),
      ...(isOpen ? [contextFolder(build)] : []),
    ],
  };
}

/** By its path; a path that nothing lies at is searched by its end, where one file alone has it. */
function dockerfileOf(folder: string, context: string, dockerfile: string, files: Files): Fragment | undefined {
  const paths = pathsOf(folder, posix.join(context, dockerfile));
  const found = paths.find((path) => files.get(path)?.recipe);
  if (found !== undefined) return files.get(found);
  if (!dockerfile.includes('/')) return undefined;
  const ends = [...files.values()].filter(
    ({ file, recipe }) => recipe && `/${file}`.endsWith(`/${posix.normalize(dockerfile)}`),
  );
  return ends.length === 1 ? ends[0] : undefined;
}

/** Names by which others know a service: those of `links`, and of `extra_hosts` with its fixed address. */
function withLinks(services: readonly Service[]): Service[] {
  return services.map((service) => {
    const names = services.flatMap(({ linked, extraHosts }) => [
      ...linked.filter((link) => link.service === service.name).map(({ name }) => name),
      ...extraHosts.filter(({ address }) => service.fixedAddresses.includes(address)).map(({ value }) => value),
    ]);
    return {
      ...service,
      addresses: [...new Set([...service.addresses, ...names])].filter((name) => name !== service.name),
    };
  });
}

const SHARED =
  'names that several services of a network share: any of them may answer, so that what dials them is not judged';

/** Names of more than one service, with the place of the first of these. */
function sharedNames(services: readonly Service[]): ReadonlyMap<string, Pick<UnreadPlace, 'file' | 'range'>> {
  const owners = groupBy(
    services.flatMap(({ addresses, file, range }) => addresses.map((name) => ({ name, file, range }))),
    ({ name }) => name,
  );
  return new Map(
    [...owners].flatMap(([name, [first, ...others]]) =>
      others.length === 0 ? [] : [[name, { file: first.file, range: first.range }] as const],
    ),
  );
}

const MAX_INSTANCES = 16;

/** Each replica publishes the same ports of the machine, of which only one gets them; ranges leave each its own. */
function instancesOf(service: Service): Service[] {
  const count = Math.min(service.replicas?.value ?? 1, MAX_INSTANCES);
  const isFixed = service.published.some(({ value }) => !/\d-\d+:/.test(value));
  if (count < 2 || !isFixed) return [service];
  const others = Array.from({ length: count - 1 }, (_, index) => ({
    ...service,
    name: `${service.name}-${index + 2}`,
    addresses: [],
  }));
  return [service, ...others];
}
