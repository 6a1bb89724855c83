import type { Fragment, Service } from '../model/fragment.js';
import { posix } from '../values/posix.js';
import { present } from '../values/present.js';
import { pathsOf } from './inside.js';
import { mergedService } from './service-merge.js';

type Files = ReadonlyMap<string, Fragment>;

/** How many services or files may lead to each other. */
const MAX_STEPS = 16;

/**
 * Puts the files of each compose project together: what `include` names belongs to the project, and a service that extends another one has its
 * values. Files of other names that only serve so are left out.
 */
export function withProjects(fragments: readonly Fragment[]): readonly Fragment[] {
  const files: Files = new Map(
    fragments.filter(({ services }) => services.length > 0).map((fragment) => [fragment.file, fragment]),
  );
  const extended = new Map([...files].map(([file, fragment]) => [file, withBases(fragment, files)]));
  const served = new Set<string>();
  for (const { file, services, includes = [] } of files.values()) {
    for (const path of includes) served.add(fileAt(file, path, files)?.file ?? '');
    for (const { extends: base } of services)
      if (base?.file !== undefined) served.add(fileAt(file, base.file, files)?.file ?? '');
  }
  return fragments.flatMap((fragment) => {
    const own = extended.get(fragment.file);
    if (!own || fragment.services.length === 0) return [fragment];
    if (served.has(own.file) || !isProject(own)) return [];
    const included = includedBy(own, extended, MAX_STEPS);
    return [{ ...own, services: [...own.services, ...included.filter((service) => !hasService(own, service))] }];
  });
}

function hasService({ services }: Fragment, { name }: Service): boolean {
  return services.some((service) => service.name === name);
}

/** A compose file by its name, or one that runs a product. */
function isProject({ file, services }: Fragment): boolean {
  const isNamed = /(compose|stack)[^/]*\.ya?ml$/i.test(file);
  return isNamed || services.some(({ hints }) => hints.some(({ aspect }) => aspect === 'product'));
}

function fileAt(from: string, path: string, files: Files): Fragment | undefined {
  return pathsOf(posix.dirname(from), path).flatMap((candidate) => files.get(candidate) ?? [])[0];
}

function withBases(fragment: Fragment, files: Files): Fragment {
  return { ...fragment, services: fragment.services.map((service) => withBase(service, files, MAX_STEPS)) };
}

function withBase(service: Service, files: Files, steps: number): Service {
  const { extends: base, file } = service;
  if (!base || steps === 0) return service;
  const inFile = base.file === undefined ? files.get(file) : fileAt(file, base.file, files);
  const found = inFile?.services.find(({ name }) => name === base.service);
  if (!found || found === service) return service;
  const whole = moved(withBase(found, files, steps - 1), posix.dirname(file));
  const merged = mergedService(whole, service);
  const { name, range, values } = service;
  // Variables have the place of one file: those of a base in another one are not read.
  const environment = found.file === file ? [...service.environment, ...merged.environment] : service.environment;
  return { ...merged, name, file, range, values, environment };
}

/** Services of the files that a file includes, seen from its folder. */
function includedBy({ file, includes = [] }: Fragment, files: Files, steps: number): Service[] {
  if (steps === 0) return [];
  return includes.flatMap((path) => {
    const found = fileAt(file, path, files);
    if (!found || found.file === file) return [];
    return [...found.services, ...includedBy(found, files, steps - 1)].map((service) =>
      moved(service, posix.dirname(file)),
    );
  });
}

/** A service with the paths of its folders seen from another folder. */
function moved(service: Service, folder: string): Service {
  const between = posix.relative(folder, posix.dirname(service.file));
  if (between === '') return service;
  const seen = (path: string) => posix.join(between, path);
  return {
    ...service,
    sources: service.sources.map(seen),
    ...present({ build: service.build && { ...service.build, context: seen(service.build.context) } }),
  };
}
