import type { Format, Fragment, Leaf } from '../../model/fragment.js';
import { serviceOf } from '../compose/service.js';
import { emptyFragment } from '../format.js';
import { leafAt, namesOf } from '../leaf.js';
import { yamlLeaves } from '../syntax/yaml.js';

const NAMED = /compose[^/]*$/i;

/** The end of the name of a file that is to be copied: `compose.yaml.example`. */
const EXAMPLE = String.raw`\.(?:example|sample|dist|template|tmpl)`;

/** Keys that distinguish services of containers from those of other programs, in files that compose files include or extend. */
const SERVICE_KEYS =
  /^[ \t]+(image|build|extends|container_name|network_mode)[ \t]*:|\{\s{0,200}(image|build|extends)[ \t]*:/m;

/** Services, images, published ports, mounts: what runs in which container, and how the machine reaches it. */
export const compose: Format = {
  id: 'docker-compose.yml',
  title: 'compose files: services, images and how they are built, published ports, names, mounted configuration',
  files: new RegExp(String.raw`\.ya?ml$|(?:^|/)[^/]*compose[^/]*\.ya?ml${EXAMPLE}$`, 'i'),
  recognises: (text, file) => /^services\s*:/m.test(text) && (NAMED.test(file) || SERVICE_KEYS.test(text)),
  survivesToml: true,
  read(file, text): Fragment {
    const read = yamlLeaves(text);
    if (!read.ok) return { ...emptyFragment(file, compose), fault: read.fault };
    const services = [...byService(read.leaves)].map(([name, leaves]) => serviceOf(file, name, leaves));
    return {
      ...emptyFragment(file, compose),
      services,
      includes: read.leaves.flatMap((leaf) => (/^include(\/path)?$/.test(namesOf(leaf)) ? [leaf.value] : [])),
      unread: services.flatMap(({ unread }) => unread),
    };
  },
};

function byService(leaves: readonly Leaf[]): ReadonlyMap<string, readonly Leaf[]> {
  const services = new Map<string, Leaf[]>();
  for (const leaf of leaves) {
    const [root, service, key] = leaf.steps;
    if (root?.name !== 'services' || !service) continue;
    const known = services.get(service.name) ?? [];
    services.set(service.name, known);
    const inner = { ...leaf, steps: leaf.steps.slice(2) };
    known.push(key?.name === 'configs' ? (configFile(leaves, inner) ?? inner) : inner);
  }
  return services;
}

/** A config of a service is a file of the project, as if it was mounted: `configs: { toml: { file: ./deployment.toml } }`. */
function configFile(leaves: readonly Leaf[], leaf: Leaf): Leaf | undefined {
  if (!/^configs(\/source)?$/.test(namesOf(leaf))) return undefined;
  const file = leafAt(leaves, `configs/${leaf.value}/file`);
  return file && { ...file, steps: VOLUME };
}

const VOLUME: Leaf['steps'] = [{ name: 'volumes', index: 0, attributes: {} }];
