import type { Catalogue } from '../catalogue/catalogue.js';
import { GENERIC_PRODUCTS, runtimesOf } from '../catalogue/recognition.js';
import type { Release } from '../catalogue/release.js';
import { RANKS } from '../configuration/format.js';
import { newestOf, releaseIn } from '../configuration/product-names.js';
import { byRank, type Ranked, type Reason } from '../configuration/reason.js';
import type { Assumption } from '../model/evidence.js';
import type { Aspect, Format, Hint } from '../model/fragment.js';
import { isVersion } from '../values/versions.js';
import type { FoundNode } from './nodes.js';
import { ownPathVersions, pathProducts, pathVersions } from './path-hints.js';
import { profileOf } from './profile.js';

/** A node whose product and release are known, each with its reason. */
export interface Identity {
  readonly product: Reason;
  readonly version: Reason;
  /** Absent: nothing names one, and the product's default is meant. */
  readonly profile?: Reason;
  readonly release: Release;
  readonly assumed: readonly Assumption[];
}

/** A node and what it is. */
export interface IdentifiedNode {
  readonly node: FoundNode;
  readonly identity: Identity;
  /** Folder or file from which all of its files are read again; absent where none does. */
  readonly config?: string;
}

/** What has to be asked, with the answers that make sense. */
interface Question {
  readonly node: string;
  readonly origin: string;
  readonly aspect: Aspect;
  readonly product?: string;
  readonly candidates: readonly string[];
}

/** `--version 4.2.0`, or for one node or product `--version gw=4.2.0`. */
export interface Answers {
  readonly product: readonly string[];
  readonly version: readonly string[];
  readonly profile: readonly string[];
}

/** Decides product, release and profile of a node by what its files, its image, its folders and the command line say. */
export function identify(node: FoundNode, catalogue: Catalogue, answers: Answers): Identity | undefined {
  const hints = hintsOf(node);
  const strong = ({ rank }: Ranked) => rank >= RANKS.file;
  const inFiles = { product: ranked(hints, 'product'), version: ranked(hints, 'version') };
  // What files say wins over an answer for all nodes; an answer for one node wins over everything.
  const products = [
    ...answered(answers.product, [node.id], '--product', true),
    ...inFiles.product.filter(strong),
    ...answered(answers.product, [], '--product', false),
    ...[...inFiles.product.filter((hint) => !strong(hint)), ...pathProducts(node)].sort(byRank),
  ];
  const versionsFor = (id: string) => [
    ...answered(answers.version, [node.id], '--version', true),
    ...answered(answers.version, [id], '--version', true),
    ...inFiles.version.filter(strong),
    ...ownPathVersions(node),
    ...answered(answers.version, [], '--version', false).map((answer) => ({ ...answer, rank: RANKS.path })),
    ...inFiles.version.filter((hint) => !strong(hint)),
    ...pathVersions(node),
  ];
  for (const candidate of products) {
    for (const id of refined(candidate.value, node, catalogue, versionsFor)) {
      const product = { ...candidate, value: id };
      const found = versionOf(product, versionsFor(id), catalogue);
      const release = found && catalogue.release(id, catalogue.releaseFor(id, found.value) ?? '');
      if (!found || !release) continue;
      const given = answerFor(answers.profile, [node.id, id], '--profile');
      const profile = profileOf(node.name, release, [...(given ? [given] : []), ...ranked(hints, 'profile')]);
      return { product, version: found, release, ...(profile ? { profile } : {}), assumed: [] };
    }
    // The best product is known and its release is not: a weaker hint would only hide the question.
    if (refined(candidate.value, node, catalogue, () => []).length > 0) break;
  }
  return assumedIdentity(questionOf(node, products, catalogue), catalogue, node);
}

function assumedIdentity(question: Question, catalogue: Catalogue, node: FoundNode): Identity | undefined {
  const product = question.product ?? question.candidates[0] ?? '';
  const releases = question.product === undefined ? (catalogue.product(product)?.releases ?? []) : question.candidates;
  const value = releases.at(-1) ?? '';
  const release = catalogue.release(product, value);
  if (!release) return undefined;
  const profile = profileOf(node.name, release, ranked(hintsOf(node), 'profile'));
  return {
    product: { value: product, why: 'assumed' },
    version: { value, why: 'assumed' },
    ...(profile ? { profile } : {}),
    release,
    assumed: [
      ...(question.product === undefined ? [assumption('product', product, question.candidates, node)] : []),
      assumption('version', value, releases, node),
    ],
  };
}

function assumption(aspect: Aspect, value: string, candidates: readonly string[], { id }: FoundNode): Assumption {
  return { aspect, value, candidates, depending: [], answer: `--${aspect} ${id}=${value}` };
}

function hintsOf({ fragments, service }: FoundNode): readonly Hint[] {
  return [...(service?.hints ?? []), ...fragments.flatMap(({ hints }) => hints)];
}

/** Hints of one aspect, the best first; among equals in the order of the files. */
function ranked(hints: readonly Hint[], aspect: Aspect): Ranked[] {
  return hints
    .filter((hint) => hint.aspect === aspect)
    .map(({ value, why, file, range, rank }) => ({ value, why, file, range, rank: RANKS[rank] }))
    .sort(byRank);
}

function answered(values: readonly string[], keys: readonly string[], option: string, named: boolean): Ranked[] {
  return values.flatMap((text) => {
    const equals = text.indexOf('=');
    const key = equals < 0 ? undefined : text.slice(0, equals);
    const fits = named ? key !== undefined && keys.includes(key) : key === undefined;
    return fits ? [{ value: text.slice(equals + 1), why: option, rank: RANKS.option }] : [];
  });
}

function answerFor(values: readonly string[], keys: readonly string[], option: string): Ranked | undefined {
  return answered(values, keys, option, true)[0] ?? answered(values, [], option, false)[0];
}

/** A family of runtimes (`wso2ei`) is refined by what the node is called; `a|b` is tried in that order. */
function refined(
  product: string,
  node: FoundNode,
  catalogue: Catalogue,
  versionsFor: (id: string) => readonly Ranked[],
): string[] {
  const known = catalogue.products.map(({ id }) => id);
  return product.split('|').flatMap((id, index, all) => {
    const ids = [...runtimesNamed(id, node), id].filter((other) => known.includes(other));
    // The first of several names is only meant at a release that it has.
    if (index === all.length - 1) return ids;
    return ids.filter((other) =>
      versionsFor(other).some(({ value }) => catalogue.release(other, releaseIn(value) ?? value) !== undefined),
    );
  });
}

/** The runtimes of a family that the names of a node contain, the longest first. */
function runtimesNamed(family: string, { name, origin, service }: FoundNode): string[] {
  const words = `${name} ${origin.replace(/^.*\//, '')} ${service?.image ?? ''}`.toLowerCase().replaceAll('_', '-');
  return runtimesOf(family)
    .filter(({ names }) => names.some((text) => text.split('-').every((word) => words.includes(word))))
    .map(({ id }) => id)
    .sort((a, b) => b.length - a.length);
}

function versionOf(product: Reason, candidates: readonly Ranked[], catalogue: Catalogue): Reason | undefined {
  const releases = catalogue.product(product.value)?.releases ?? [];
  for (const { rank, ...candidate } of candidates) {
    const line = newestOf(candidate.value, releases);
    const value = line ?? candidate.value;
    if (
      isVersion(value) &&
      catalogue.releaseFor(product.value, value) !== undefined &&
      (rank >= RANKS.file || isOfLine(value, releases))
    )
      return {
        ...candidate,
        value,
        why: line ? `${candidate.why}, newest release of ${candidate.value}` : candidate.why,
      };
  }
  return undefined;
}

/** An answer for all nodes, or a folder's name, may mean the release of another product. */
function isOfLine(version: string, releases: readonly string[]): boolean {
  const major = (text: string) => text.split('.', 1)[0];
  return releases.some((release) => major(release) === major(version));
}

function questionOf(node: FoundNode, products: readonly Ranked[], catalogue: Catalogue): Question {
  const known = products.flatMap(({ value }) => refined(value, node, catalogue, () => []))[0];
  const base = { node: node.id, origin: node.origin };
  if (known === undefined)
    return { ...base, aspect: 'product', candidates: familyMembers(products, catalogue) ?? usual(node, catalogue) };
  const releases = catalogue.product(known)?.releases ?? [];
  const model = modelOf(node);
  const fitting = releases.filter(
    (release) => model === undefined || catalogue.release(known, release)?.configModel === model,
  );
  return { ...base, aspect: 'version', product: known, candidates: fitting.length > 0 ? fitting : releases };
}

/** Runtimes of a family that the files name without saying which. */
function familyMembers(products: readonly Ranked[], catalogue: Catalogue): readonly string[] | undefined {
  const members = products.flatMap(({ value }) =>
    catalogue.products.filter(({ id }) => id.startsWith(`${value}-`)).map(({ id }) => id),
  );
  return members.length > 0 ? members : undefined;
}

/** Products whose files look like those of the node. */
function usual(node: FoundNode, catalogue: Catalogue): string[] {
  const model = modelOf(node) ?? 'xml';
  return catalogue.products
    .filter(
      ({ id, releases }) =>
        !GENERIC_PRODUCTS.includes(id) &&
        releases.some((release) => catalogue.release(id, release)?.configModel === model),
    )
    .map(({ id }) => id);
}

/** How the node is configured, by its files; a deployment.toml beside the XML made from it decides. */
function modelOf({ fragments }: FoundNode): Format['model'] {
  const models = fragments.flatMap(({ format }) => format.model ?? []);
  return (['toml', 'yaml', 'xml'] as const).find((model) => models.includes(model));
}
