import { nameOfFolder } from '../configuration/home.js';
import type { Fragment, Home, Service } from '../model/fragment.js';
import { posix } from '../values/posix.js';

/** A service of a compose project that mounts nothing, and configuration that no service mounts. */
export interface Unjoined {
  readonly service: Service;
  readonly project: string;
}

interface Standing {
  readonly home: Home;
  readonly fragments: readonly Fragment[];
}

/**
 * Joins services and configuration by their names: `config/cp/dc1` is that of the service `apim-cp-dc1`, where every word that distinguishes the folder from the
 * others is a word of the service. Each is joined once, and only where there is one choice.
 */
export function joinedByName<G extends Standing>(
  services: readonly Unjoined[],
  groups: readonly G[],
): ReadonlyMap<Service, G> {
  const joined = new Map<Service, G>();
  for (const project of new Set(services.map((entry) => entry.project))) {
    const below = groups.filter(({ home }) => project === '.' || home.key.startsWith(`${project}/`));
    const words = tellingWords(below, project);
    const own = services.filter((entry) => entry.project === project).map(({ service }) => service);
    const fits = own.flatMap((service) =>
      below.filter((group) => isNamed(service, words.get(group))).map((group) => ({ service, group })),
    );
    for (const { service, group } of fits) {
      const best = Math.max(
        ...fits.filter((fit) => fit.service === service).map((fit) => words.get(fit.group)?.size ?? 0),
      );
      const rivals = fits.filter((fit) => fit.service === service && words.get(fit.group)?.size === best);
      const claims = fits.filter((fit) => fit.group === group);
      if (rivals.length === 1 && rivals[0]?.group === group && claims.length === 1) joined.set(service, group);
    }
  }
  return joined;
}

function isNamed(service: Service, words: ReadonlySet<string> | undefined): boolean {
  const own = wordsIn(
    [service.name, ...service.addresses, service.image.replace(/:[^:/]*$/, '').replace(/^.*\//, '')].join(' '),
  );
  return words !== undefined && words.size > 0 && [...words].every((word) => own.has(word));
}

/** The words of the path of each group that are not those of all of them. */
function tellingWords<G extends Standing>(groups: readonly G[], project: string): ReadonlyMap<G, ReadonlySet<string>> {
  const all = new Map(groups.map((group) => [group, wordsOfPath(posix.relative(project, group.home.key))]));
  const [first] = all.values();
  const common = new Set(
    [...(first ?? [])].filter((word) => groups.length > 1 && [...all.values()].every((own) => own.has(word))),
  );
  return new Map([...all].map(([group, own]) => [group, new Set([...own].filter((word) => !common.has(word)))]));
}

function wordsOfPath(path: string): ReadonlySet<string> {
  const folders = path
    .replace(/#.*/s, '')
    .replace(/\.(toml|ya?ml)$/, '')
    .split('/');
  // A folder such as `conf` says nothing of a node.
  return wordsIn(folders.filter((folder) => nameOfFolder(folder) !== 'node').join(' '));
}

/** Short and long forms of one word are one word. */
const SAME: readonly (readonly [RegExp, string])[] = [
  [/control[-_ ]?plane|\bacp\b/g, 'cp'],
  [/traffic[-_ ]?manager/g, 'tm'],
  [/key[-_ ]?manager/g, 'km'],
  [/micro[-_ ]?integrator/g, 'mi'],
  [/streaming[-_ ]?integrator/g, 'si'],
  [/identity[-_ ]?server/g, 'is'],
  [/api[-_ ]?manager|\bwso2am\b|\bam\b/g, 'apim'],
  [/gateway/g, 'gw'],
];

function wordsIn(text: string): ReadonlySet<string> {
  const plain = SAME.reduce((current, [pattern, word]) => current.replace(pattern, word), text.toLowerCase());
  return new Set(plain.split(/[^a-z0-9]+/).filter((word) => word !== '' && word !== 'wso2'));
}
