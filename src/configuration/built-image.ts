import type { Found, Hint, Leaf, Unknown } from '../model/fragment.js';
import { isVersion } from '../values/versions.js';
import { commandLine } from './command-line.js';
import { imageHints, packHints } from './image-hints.js';
import { lastName, nameAt } from './leaf.js';
import { foundIn } from './plain-values.js';
import { productNamed } from './product-names.js';
import { substituted } from './variables.js';

/** The statements of a Dockerfile about the image that it makes. */
export interface BuiltImage {
  /** The image it starts from, variables put in. */
  readonly base: string;
  readonly hints: readonly Hint[];
  readonly offset?: Found<number | Unknown>;
  readonly debug: readonly Found<number>[];
  /** Ports that the image says it opens, 1-65535. */
  readonly exposed: readonly Found<number>[];
  /** Files and folders that are copied into it, relative to the context. */
  readonly sources: readonly string[];
}

export interface BuildOptions {
  /** Values of `ARG`, by name. */
  readonly args?: ReadonlyMap<string, string>;
  /** The stage that is built; the last one without it. */
  readonly target?: string;
}

interface Stage {
  readonly name: string | undefined;
  readonly base: Leaf;
  /** The stage that it starts from. */
  readonly parent: Stage | undefined;
  readonly variables: Map<string, string>;
  /** Names of ENV, which win over arguments. */
  readonly environment: Set<string>;
  /** Instructions with variables put in, and ENV and ARG. */
  readonly leaves: Leaf[];
}

const NO_ARGS: ReadonlyMap<string, string> = new Map();

/** Puts variables into a Dockerfile and reads what the built stage and those below it say. */
export function builtImage(file: string, recipe: readonly Leaf[], options: BuildOptions = {}): BuiltImage {
  const stages = stagesOf(recipe, options.args ?? NO_ARGS);
  const built = stages.findLast(({ name }) => name !== undefined && name === options.target) ?? stages.at(-1);
  const line: Stage[] = [];
  for (let stage = built; stage; stage = stage.parent) line.push(stage);
  const leaves = line.toReversed().flatMap((stage) => stage.leaves);
  const base = line.at(-1)?.base;
  const started = commandLine(file, wordsInForce(leaves));
  const prepared = commandLine(file, leaves.filter(isOf('RUN', 'ENV')));
  const offset = started.offset ?? prepared.offset;
  const profile = started.profile ?? prepared.profile ?? commandLine(file, preparedElsewhere(leaves, stages)).profile;
  return {
    base: base?.value ?? '',
    hints: [
      ...environmentHints(file, leaves),
      ...(profile ? [profile] : []),
      ...copiedPacks(file, leaves),
      ...(base ? imageHints(file, base, base.value) : []),
      ...variableHints(file, leaves),
      ...unpackedPacks(file, leaves),
    ],
    ...(offset ? { offset } : {}),
    debug: started.debug,
    exposed: leaves.filter(isOf('EXPOSE')).flatMap((leaf) => portOf(file, leaf)),
    sources: copiedIn(leaves).map(({ value }) => value),
  };
}

function stagesOf(recipe: readonly Leaf[], args: ReadonlyMap<string, string>): Stage[] {
  const globals = new Map<string, string>();
  const stages: Stage[] = [];
  const aliases = new Map(recipe.filter(isAlias).map(({ steps, value }) => [steps[0]?.index, value]));
  for (const leaf of recipe) {
    const [keyword, name] = leaf.steps.map((step) => step.name);
    const stage = stages.at(-1);
    if (keyword === 'FROM') {
      if (name === undefined) stages.push(startOf(leaf, aliases.get(leaf.steps[0]?.index), stages, globals));
    } else if (keyword === 'ARG') declare(stage, globals, args, leaf);
    else if (stage) continueStage(stage, leaf, keyword === 'ENV' ? name : undefined);
  }
  return stages;
}

function startOf(
  from: Leaf,
  name: string | undefined,
  stages: readonly Stage[],
  globals: ReadonlyMap<string, string>,
): Stage {
  const value = substituted(from.value, globals);
  const parent = stages.find((other) => other.name?.toLowerCase() === value.toLowerCase());
  return {
    name,
    base: parent?.base ?? { ...from, value },
    parent,
    variables: new Map(parent?.variables),
    environment: new Set(parent?.environment),
    leaves: [],
  };
}

/** An argument, which a variable of the environment with its name hides. Without a default, that of the top of the file counts. */
function declare(
  stage: Stage | undefined,
  globals: Map<string, string>,
  args: ReadonlyMap<string, string>,
  leaf: Leaf,
): void {
  const name = lastName(leaf);
  const given = args.get(name) ?? (leaf.value === '' ? globals.get(name) : leaf.value);
  if (given === undefined || stage?.environment.has(name)) return;
  const variables = stage?.variables ?? globals;
  const value = substituted(given, variables);
  variables.set(name, value);
  stage?.leaves.push({ ...leaf, value });
}

function continueStage(stage: Stage, leaf: Leaf, variable: string | undefined): void {
  const value = substituted(leaf.value, stage.variables);
  if (variable !== undefined) {
    stage.variables.set(variable, value);
    stage.environment.add(variable);
  }
  stage.leaves.push({ ...leaf, value });
}

function isAlias({ steps }: Leaf): boolean {
  return steps[0]?.name === 'FROM' && steps.length === 2;
}

/** The last ENTRYPOINT and the last CMD are what is started. */
function wordsInForce(leaves: readonly Leaf[]): Leaf[] {
  return ['ENTRYPOINT', 'CMD'].flatMap((keyword) => {
    const words = leaves.filter(isOf(keyword));
    const last = words.at(-1)?.steps[0]?.index;
    return words.filter(({ steps }) => steps[0]?.index === last);
  });
}

/** `PROFILE_NAME` of the official images. */
function environmentHints(file: string, leaves: readonly Leaf[]): Hint[] {
  const profile = leaves.findLast(({ steps }) => steps[0]?.name === 'ENV' && steps[1]?.name === 'PROFILE_NAME');
  return profile && /^[A-Za-z0-9-]{1,64}$/.test(profile.value)
    ? [{ ...foundIn(file, profile, profile.value, 'PROFILE_NAME'), aspect: 'profile', rank: 'image' }]
    : [];
}

function copiedPacks(file: string, leaves: readonly Leaf[]): Hint[] {
  return copiedIn(leaves).flatMap((leaf) => packHints(file, leaf, leaf.value));
}

/** The home of the product where the server is started: `WORKDIR /opt/wso2am-4.2.0/bin`; else the pack that a command unpacks or downloads. */
function unpackedPacks(file: string, leaves: readonly Leaf[]): Hint[] {
  const started = leaves
    .filter(isOf('WORKDIR', 'ENTRYPOINT', 'CMD'))
    .flatMap((leaf) => leaf.value.split('/').flatMap((part) => packHints(file, leaf, part)));
  if (started.length > 0) return started;
  return leaves
    .filter(isOf('RUN'))
    .flatMap((leaf) => (/\.(?:zip|tar\.gz)$/.test(leaf.value) ? packHints(file, leaf, leaf.value) : []));
}

/** `WSO2_SERVER=wso2is-6.1.0`; a product and a version in two variables. */
function variableHints(file: string, leaves: readonly Leaf[]): Hint[] {
  const variables = leaves.filter(isOf('ENV', 'ARG'));
  const packs = variables.flatMap((leaf) => packHints(file, leaf, leaf.value));
  if (packs.length > 0) return packs;
  const product = variables.find(
    (leaf) => /PRODUCT|SERVER_NAME/i.test(nameAt(leaf, 1)) && productNamed(leaf.value) !== undefined,
  );
  const version = variables.find(
    (leaf) => /^WSO2_.*VERSION$|^(PRODUCT|SERVER)_VERSION$/i.test(nameAt(leaf, 1)) && isVersion(leaf.value),
  );
  const id = product && productNamed(product.value);
  if (!product || !version || id === undefined) return [];
  return [
    { ...foundIn(file, product, id, nameAt(product, 1)), aspect: 'product', rank: 'image' },
    { ...foundIn(file, version, version.value, nameAt(version, 1)), aspect: 'version', rank: 'image' },
  ];
}

function portOf(file: string, leaf: Leaf): Found<number>[] {
  const port = Number(/^(\d{1,5})(\/(tcp|udp))?$/.exec(leaf.value)?.[1]);
  return port > 0 && port < 65_536 ? [foundIn(file, leaf, port, 'EXPOSE')] : [];
}

/** The commands of stages that files are copied from: the pack is made a profile there. */
function preparedElsewhere(leaves: readonly Leaf[], stages: readonly Stage[]): Leaf[] {
  const names = new Set(leaves.filter(({ steps }) => steps[1]?.name === 'from').map(({ value }) => value));
  return stages
    .filter(({ name }) => name !== undefined && names.has(name))
    .flatMap((stage) => stage.leaves.filter(isOf('RUN')));
}

/** The sources of COPY and ADD: all words but the last one, which is the target. */
function copiedIn(leaves: readonly Leaf[]): Leaf[] {
  const words = leaves.filter(isOf('COPY', 'ADD')).filter(({ steps }) => steps[1]?.name !== 'from');
  return words.filter(
    ({ steps, value }, index) => steps[0]?.index === words[index + 1]?.steps[0]?.index && !value.includes('://'),
  );
}

function isOf(...keywords: readonly string[]): (leaf: Leaf) => boolean {
  return (leaf) => keywords.includes(nameAt(leaf, 0));
}
