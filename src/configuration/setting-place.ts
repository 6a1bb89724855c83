import { listOf, tomlNames } from '../catalogue/settings.js';
import { groupBy } from '../deployment/lookup.js';
import type { Leaf, Step } from '../model/fragment.js';
import type { FileSetting, Settings, TomlSetting } from '../model/settings.js';
import { memo } from '../values/memo.js';
import { COMMAND_LINE, containerOf, ENVIRONMENT, lastName } from './leaf.js';

/** A leaf and the file it is in. */
export interface PlacedLeaf extends Leaf {
  readonly file: string;
}

/** Names the file of the product that has the value. */
export function writtenFile({ file, meantFor }: Pick<PlacedLeaf, 'file' | 'meantFor'>): string {
  return meantFor ?? file;
}

/** One level of a place: a name, and what its attributes have to be. `undefined` as a value: the attribute must be absent. */
interface PlaceStep {
  readonly name: string;
  readonly attributes: readonly (readonly [string, string | undefined])[];
}

/** A setting of the catalogue, made comparable with the leaves of a file. */
interface LeafPlace {
  readonly isFile: (file: string) => boolean;
  /** Steps from the top of the file, or the last ones only. */
  readonly steps: readonly PlaceStep[];
  readonly fromTop: boolean;
  /** How many of the steps are the table whose values `where` and `unless` test. */
  readonly depth: number;
  readonly where: readonly (readonly [string, string])[];
  readonly unless: readonly (readonly [string, string])[];
  /** The key beside the port that has the host. */
  readonly host: string | undefined;
}

/** Places of one value, and the names that leaves there have. */
interface PlaceList {
  readonly places: readonly LeafPlace[];
  readonly names: readonly string[];
}

interface Places {
  readonly main: PlaceList;
  /** The secure endpoints that belong to those of `main`. */
  readonly auth: PlaceList;
}

/**
 * Finds the leaves at the places of a value, in the order of the files. A port whose host is beside it is returned as one
 * leaf, `host:port` at the port.
 */
export function leavesAt(leaves: readonly PlacedLeaf[], settings: Settings): readonly PlacedLeaf[] {
  return atAny(leaves, placesOf(settings).main);
}

/** Finds the leaves at the places of the secure endpoints that belong to a value. */
export function secureLeavesAt(leaves: readonly PlacedLeaf[], settings: Settings): readonly PlacedLeaf[] {
  return atAny(leaves, placesOf(settings).auth);
}

/** Returns whether secure endpoints that belong to a value have places of their own. */
export function hasSecurePlace(settings: Settings): boolean {
  return placesOf(settings).auth.places.length > 0;
}

/** Lists every leaf that a setting means, read or not. */
export function leavesOf(leaves: readonly PlacedLeaf[], settings: Settings): readonly PlacedLeaf[] {
  const { main, auth } = placesOf(settings);
  const named = [...namedAs(main, leaves), ...namedAs(auth, leaves)];
  return named.filter((leaf) => [...main.places, ...auth.places].some((place) => isAt(leaf, place)));
}

/** The catalogue has hundreds of places, and a node few leaves that are called like one of them. */
const byName = memo((leaves: readonly PlacedLeaf[]) => groupBy(leaves, lastName));

/** The leaves that are called like the last step of one of some places, in the order of the files. */
function namedAs({ names }: PlaceList, leaves: readonly PlacedLeaf[]): readonly PlacedLeaf[] {
  const index = byName(leaves);
  const [first = [], ...others] = names.flatMap((name) => {
    const group = index.get(name);
    return group ? [group] : [];
  });
  return others.length === 0 ? first : leaves.filter((leaf) => names.includes(lastName(leaf)));
}

function atAny(leaves: readonly PlacedLeaf[], list: PlaceList): readonly PlacedLeaf[] {
  return namedAs(list, leaves).flatMap((leaf) => {
    const place = list.places.find((candidate) => isAt(leaf, candidate) && isOfEntry(leaves, leaf, candidate));
    if (place === undefined) return [];
    return place.host === undefined ? [leaf] : withHost(leaves, leaf, place.host);
  });
}

function withHost(leaves: readonly PlacedLeaf[], port: PlacedLeaf, name: string): PlacedLeaf[] {
  const host = leaves.find((leaf) => lastName(leaf) === name && isBeside(leaf, port));
  if (!host && (port.meantFor === COMMAND_LINE || port.meantFor === ENVIRONMENT)) return [port];
  if (!host || !/^[\w.-]+$/.test(host.value) || !/^\d{1,5}$/.test(port.value)) return [];
  return [{ ...port, value: `${host.value}:${port.value}` }];
}

function isBeside(leaf: PlacedLeaf, other: PlacedLeaf): boolean {
  return (
    writtenFile(leaf) === writtenFile(other) &&
    containerOf(leaf.steps.slice(0, -1)) === containerOf(other.steps.slice(0, -1))
  );
}

/** Compiled once per entry and release, not per node. */
const placesOf = memo(({ toml, xml, yaml, jvm, env }: Settings): Places => {
  const [inToml, inXml] = [toml === undefined ? [] : listOf(toml), xml === undefined ? [] : listOf(xml)];
  return {
    main: listed([
      ...inToml.flatMap((setting) => [setting, ...(setting.aliases ?? [])]).map(tomlPlace),
      ...inXml.map(xmlPlace),
      ...(yaml === undefined ? [] : listOf(yaml).map(yamlPlace)),
      ...(jvm === undefined ? [] : [propertyPlace(jvm)]),
      ...(env === undefined ? [] : listOf(env).map(variablePlace)),
    ]),
    auth: listed([
      ...inToml.flatMap(({ authKey, ...place }) => (authKey ? [tomlPlace({ ...place, key: authKey })] : [])),
      ...inXml.flatMap(({ authPath, ...place }) => (authPath ? [xmlPlace({ ...place, path: authPath })] : [])),
    ]),
  };
});

function listed(places: readonly LeafPlace[]): PlaceList {
  return { places, names: [...new Set(places.map(({ steps }) => steps.at(-1)?.name ?? ''))] };
}

function tomlPlace({ where = {}, unless = {}, ...place }: TomlSetting): LeafPlace {
  const { levels, keys } = tomlNames(place);
  return {
    isFile: (file) => /\.(toml|conf)$/.test(file),
    fromTop: true,
    steps: [...levels, ...keys].map((name) => ({ name, attributes: [] })),
    depth: levels.length,
    where: Object.entries(where),
    unless: Object.entries(unless),
    host: undefined,
  };
}

const ANYWHERE = { depth: 0, where: [], unless: [] } as const;

/** XML and properties files are known by name; their folder differs between a product and an image. */
function xmlPlace({ file = '', path, host }: FileSetting): LeafPlace {
  const name = file.replace(/^.*\//, '');
  const isFile = (path: string) => path === name || path.endsWith(`/${name}`);
  return { ...ANYWHERE, isFile, fromTop: false, steps: pathSteps(path), host };
}

/** A system property, `iot.keymanager.https.port`; the property `iot.keymanager.host` has the host, where it is set. */
function propertyPlace(name: string): LeafPlace {
  const host = name.replace(/(\.https?|\.thrift)?\.port$/, '.host');
  return {
    ...ANYWHERE,
    isFile: (file) => file === COMMAND_LINE,
    fromTop: true,
    steps: [{ name, attributes: [] }],
    host: host === name ? undefined : host,
  };
}

/** A variable of the environment, `ADAPTER_XDS_PORT`; `ADAPTER_HOST` has the host, where it is set. */
function variablePlace(name: string): LeafPlace {
  const host = name.replace(/(_[A-Z]+)?_PORT$/, '_HOST');
  return {
    ...ANYWHERE,
    isFile: (file) => file === ENVIRONMENT,
    fromTop: true,
    steps: [{ name, attributes: [] }],
    host: host === name ? undefined : host,
  };
}

/** Carbon 5 runtimes have one YAML file each, whose name is up to the deployment. */
function yamlPlace({ path, host }: FileSetting): LeafPlace {
  return { ...ANYWHERE, isFile: (file) => /\.ya?ml$/.test(file), fromTop: true, steps: pathSteps(path), host };
}

/** `Server/Connector[@SSLEnabled='true']/@port`; a YAML path has conditions on the values of list items: `ports[id='default']`. */
function pathSteps(path: string): PlaceStep[] {
  return [...path.matchAll(/([@\w.-]+)((?:\[[^\]]*\])*)/g)].map(([, name = '', conditions = '']) => ({
    name,
    attributes: [...conditions.matchAll(/\[(?:@?(\w+)='([^']*)'|not\(@(\w+)\))\]/g)].map(
      ([, key, value, absent = '']) => (key === undefined ? ([absent, undefined] as const) : ([key, value] as const)),
    ),
  }));
}

function isAt(leaf: PlacedLeaf, { isFile, steps, fromTop }: LeafPlace): boolean {
  if (fromTop ? leaf.steps.length !== steps.length : leaf.steps.length < steps.length) return false;
  const skipped = leaf.steps.length - steps.length;
  return steps.every((step, index) => fits(leaf.steps[skipped + index], step)) && isFile(writtenFile(leaf));
}

function fits(actual: Step | undefined, wanted: PlaceStep): boolean {
  if (actual?.name !== wanted.name) return false;
  return wanted.attributes.every(([name, value]) =>
    value === undefined ? !Object.hasOwn(actual.attributes, name) : actual.attributes[name] === value,
  );
}

/** Whether the table of the leaf is the one that a place means. */
function isOfEntry(leaves: readonly PlacedLeaf[], leaf: PlacedLeaf, { depth, where, unless }: LeafPlace): boolean {
  if (where.length === 0 && unless.length === 0) return true;
  const table = containerOf(leaf.steps.slice(0, depth));
  const has = ([name, value]: readonly [string, string]) =>
    byName(leaves)
      .get(name)
      ?.some(
        (other) =>
          writtenFile(other) === writtenFile(leaf) &&
          other.steps.length === depth + 1 &&
          other.value.toLowerCase() === value.toLowerCase() &&
          containerOf(other.steps.slice(0, depth)) === table,
      );
  return where.every(has) && !unless.some(has);
}
