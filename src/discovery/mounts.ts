import type { Home, Service } from '../model/fragment.js';
import { isAtOrBelow } from '../values/posix.js';
import type { FileGroup } from './groups.js';
import { pathsOf } from './inside.js';

/** Configuration that a service mounts, whether it is there or not. */
export function mountedPath(service: Service): string | undefined {
  return service.sources.find(
    (source) =>
      /deployment\.(toml|yaml)$|(^|\/)conf(ig)?s?(\/|$)/.test(source) &&
      !/log|security|artifacts|mysql|my\.cnf/.test(source),
  );
}

/** Returns the configuration that a service mounts or is built with. */
export function groupOf(
  service: Service,
  project: string,
  groups: ReadonlyMap<string, FileGroup>,
): FileGroup | undefined {
  for (const path of service.sources.flatMap((source) => pathsOf(project, source))) {
    // A build context around everything says nothing about one service.
    const wide = path === '.' || isAtOrBelow(project, path);
    const inside = [...groups.values()].filter(
      ({ home, fragments }) =>
        home.key !== '' && (isAtOrBelow(home.key, path) || fragments.some(({ file }) => isAtOrBelow(file, path))),
    );
    if (inside.length === 0 || (wide && inside.length > 1)) continue;
    if (inside.length === 1) return inside[0];
    const fitting = inside.filter(({ home }) => fits(service, home));
    if (fitting.length === 1) return fitting[0];
    const called = inside.filter(({ home }) => isCalledLike(service, home.key.slice(path.length)));
    if (called.length === 1) return called[0];
  }
  return undefined;
}

/** `cp/dc1` below what all services share is that of `apim-cp-dc1`. */
function isCalledLike({ name }: Service, below: string): boolean {
  const words = name.toLowerCase().split(/[-_.]/);
  const parts = below
    .toLowerCase()
    .split('/')
    .filter((part) => part !== '');
  return parts.length > 0 && parts.every((part) => words.includes(part));
}

function fits(service: Service, home: Home): boolean {
  const runtime = /#(.*)/s.exec(home.key)?.[1];
  return runtime === undefined
    ? service.name.includes(home.name) || home.name.includes(service.name)
    : `${service.name} ${service.image}`.includes(runtime);
}
