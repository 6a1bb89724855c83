import { productHeads } from '../generated/product-heads.js';
import type { ProductHead } from '../model/product.js';
import type { RecognisedBy, TomlTables } from '../model/recognition.js';
import { slips } from '../values/did-you-mean.js';
import { once } from '../values/memo.js';

interface Recognised extends RecognisedBy {
  readonly id: string;
  readonly family: string | undefined;
}

/** Only what finds products asks for them; a topology names its own. */
const recognised = once((): readonly Recognised[] =>
  productHeads().map(({ id, family, recognisedBy }) => ({ ...recognisedBy, id, family })),
);

/**
 * Finds the product that an image, a pack or a folder is named after, besides products that are named by their id. With `|`, the
 * first of those that have the release of the node.
 */
export function productOfName(name: string): string | undefined {
  return meanings().get(name);
}

/** What each name means; where two products have one name, the first of them. */
const meanings = once((): ReadonlyMap<string, string> => {
  const named = recognised().flatMap((product) =>
    [...(product.names ?? []), ...(product.images ?? []).map(({ name }) => name)].map(
      (name) => [name, meaningOf(product)] as const,
    ),
  );
  return new Map(named.reverse());
});

function meaningOf({ id, orElse }: Recognised): string {
  return orElse === undefined ? id : `${id}|${orElse}`;
}

/** Finds the profile that an image runs by a name inside of its reference. */
export function profileOfImage(reference: string): string | undefined {
  return recognised()
    .flatMap(({ images = [] }) => images)
    .find(({ name }) => reference.includes(name))?.profile;
}

/** Finds the product of a carbon.xml by its `ServerKey`; several runtimes share one, and the name of the server decides. */
export function productOfServerKey(key: string, serverName: string): string | undefined {
  const name = serverName.toLowerCase();
  const byName = recognised().find(({ serverKeys = [] }) =>
    serverKeys.some((mark) => typeof mark !== 'string' && mark.key === key && name.includes(mark.name)),
  );
  return (byName ?? recognised().find(({ serverKeys = [] }) => serverKeys.includes(key)))?.id;
}

/** Finds the runtime of a pack by the folder that has its conf folder, and by the version in its carbon.xml where that is known. */
export function productOfHome(folder: string, serverVersion?: string): string | undefined {
  return recognised().find(
    ({ runtimeHome, serverVersions }) =>
      runtimeHome === folder && (serverVersion === undefined || (serverVersions?.includes(serverVersion) ?? true)),
  )?.id;
}

/**
 * Finds the product of a deployment.yaml by the type, id or name of its server and the folder below conf. Without such a folder
 * the family is returned where only its runtimes are known.
 */
export function productOfServer(name: string, folder: string | undefined): string | undefined {
  const found = recognised().filter(({ carbonNames = [] }) => carbonNames.some((pattern) => fits(pattern, name)));
  const runtime = found.find(({ runtimeConf }) => runtimeConf !== undefined && runtimeConf === folder);
  const whole = found.find(({ runtimeConf }) => runtimeConf === undefined);
  return (runtime ?? whole)?.id ?? (folder === undefined ? found[0]?.family : undefined);
}

/** At the end of a pattern, `*` is any text and `#` any number. */
function fits(pattern: string, text: string): boolean {
  if (pattern.endsWith('*')) return text.startsWith(pattern.slice(0, -1));
  return pattern === text || (pattern.includes('#') && pattern === text.replace(/(?<!\d)\d+$/, '#'));
}

/** Tables of deployment.toml that show a product, the most telling first. */
interface TomlMark extends TomlTables {
  /** As {@link productOfName} returns it. */
  readonly product: string;
  /** Whether the tables count more than the name of the pack, which is another product's. */
  readonly overPack: boolean;
}

export const tomlMarks = once((): readonly TomlMark[] =>
  recognised()
    .flatMap((product) =>
      (product.tomlTables ?? []).map((tables) => ({
        ...tables,
        product: meaningOf(product),
        overPack: product.laidOver !== undefined,
      })),
    )
    .sort((a, b) => a.rank - b.rank),
);

/** Finds the product that keeps deployment.toml in another folder than repository/conf. */
export function productOfTomlFolder(folder: string): string | undefined {
  return recognised().find(({ tomlFolder }) => tomlFolder === folder)?.id;
}

/** Finds the product that alone has files of a configuration format. */
export function productOfFormat(format: string): string | undefined {
  return recognised().find(({ formats = [] }) => formats.includes(format))?.id;
}

/** Finds the product that a node is rather than another one, because it has files of some configuration formats. */
export function productWith(product: string, formats: readonly string[]): string | undefined {
  return recognised().find(({ addedTo }) => addedTo?.product === product && formats.includes(addedTo.format))?.id;
}

/** Returns the pack that a runtime belongs to; undefined for a product of its own. */
export function familyOf(id: string): string | undefined {
  return recognised().find((product) => product.id === id)?.family;
}

/** A runtime of a pack, with the names that distinguish it from the others in the name of a node. */
export interface Runtime {
  readonly id: string;
  readonly names: readonly string[];
}

/** Lists the runtimes of a pack; empty where the id is not a family. */
export function runtimesOf(family: string): readonly Runtime[] {
  return recognised()
    .filter((product) => product.family === family)
    .map(({ id, runtimeNames }) => ({
      id,
      names: runtimeNames ?? [id.slice(family.length + 1)],
    }));
}

/** Returns whether a product represents any server of its platform. */
export function isGeneric(product: string): boolean {
  return productHeads().some(({ id, generic }) => id === product && generic === true);
}

/** Lists the products that people mean by a name: `apim` is one, `ei` is every runtime of the pack; empty for unknown names. */
export function productsCalled(name: string): readonly string[] {
  const wanted = plain(name);
  const exact = productHeads().filter(({ id }) => plain(id) === wanted);
  const called = exact.length > 0 ? exact : productHeads().filter((head) => namesOf(head).includes(wanted));
  return called.map(({ id }) => id);
}

/**
 * Lists the products, of some, that a name most likely means: what they are called, else the one whose name it is apart from a slip.
 * Products have ids that are alike (`wso2is`, `wso2si`), so a slip is one letter in four of a word.
 */
export function productsMeant(name: string, ids: readonly string[]): readonly string[] {
  const called = productsCalled(name).filter((id) => ids.includes(id));
  if (called.length > 0) return called;
  const heads = new Map(productHeads().map((head) => [head.id, head]));
  const alike = ids.filter((id) => {
    const head = heads.get(id);
    return [id, ...(head ? namesOf(head) : [])].some((known) => isSlipOf(name.toLowerCase(), known));
  });
  return alike.length === 1 ? alike : [];
}

function isSlipOf(name: string, known: string): boolean {
  const words = wordsOf(name);
  const meant = wordsOf(known);
  return (
    words.length === meant.length && meant.every((word, index) => slips(words[index] ?? '', word) <= word.length / 4)
  );
}

/** The words of a name without that of the vendor, which is misspelt as well: `am` of `ws02am`. */
function wordsOf(name: string): readonly string[] {
  const [, vendor = '', rest = name] = /^(w[a-z0-9]{3})-?(.+)$/.exec(name) ?? [];
  return (slips(vendor, 'wso2') <= 1 ? rest : name).split('-');
}

function namesOf({ name, nicknames = [], family, recognisedBy: { names = [], images = [] } = {} }: ProductHead) {
  const written = [name, name.replace(/ [(-].*$/, ''), ...names, ...images.map((image) => image.name)];
  return [...nicknames, ...[...written, family ?? name].map(plain)];
}

/** A name without what people leave out: the vendor, and what joins the words. */
function plain(name: string): string {
  return name
    .toLowerCase()
    .replace(/[\s_]+/g, '-')
    .replace(/^wso2-?(?=.)/, '');
}
