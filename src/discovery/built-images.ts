import { builtImage } from '../configuration/built-image.js';
import { baseNameOf, nameOfFolder } from '../configuration/home.js';
import { imageParts } from '../configuration/product-names.js';
import type { Fragment, Hint, Service } from '../model/fragment.js';
import { isAtOrBelow, posix } from '../values/posix.js';
import type { FileGroup } from './groups.js';
import type { Unjoined } from './name-join.js';

/** Whether files become an image: a Dockerfile among them says which product is in it. */
export function isImage({ fragments }: FileGroup): boolean {
  return recipesIn(fragments).length > 0;
}

function recipesIn(fragments: readonly Fragment[]): readonly Fragment[] {
  return fragments.filter(({ recipe, hints }) => recipe && productIn(hints) !== undefined);
}

function productIn(hints: readonly Hint[]): string | undefined {
  return hints.find(({ aspect }) => aspect === 'product')?.value;
}

/** One group for each Dockerfile of a group that is nothing else: `gw.Dockerfile`, `Dockerfile.km`. */
export function imagesApart(group: FileGroup): readonly FileGroup[] {
  const recipes = recipesIn(group.fragments);
  if (recipes.length < 2) return [group];
  return recipes.map((fragment) => ({
    home: { key: fragment.file, name: nameOfRecipe(fragment.file) },
    fragments: [fragment],
  }));
}

function nameOfRecipe(file: string): string {
  const telling = posix.basename(file).replace(/^(?:Docker|Container)file[-._]?|[-._](?:docker|container)file$/gi, '');
  return telling === '' ? nameOfFolder(posix.dirname(file)) : baseNameOf(`${telling}.x`);
}

/**
 * Joins a service with the Dockerfile that lies below its compose file, where that makes an image of the service's product under another name than
 * that of its own base: `own/wso2is-mssql` is built from `wso2/wso2is`. Only where each is the only choice of the other.
 */
export function joinedByImage<G extends FileGroup>(
  services: readonly Unjoined[],
  groups: readonly G[],
): ReadonlyMap<Service, G> {
  const fits = services.flatMap(({ service, project }) =>
    groups
      .filter(({ home }) => project === '.' || isAtOrBelow(home.key, project))
      .filter((group) => isMadeBy(service, group))
      .map((group) => ({ service, group })),
  );
  const isAlone = (fit: (typeof fits)[number]) =>
    fits.every((other) => other === fit || (other.service !== fit.service && other.group !== fit.group));
  return new Map(fits.filter(isAlone).map(({ service, group }) => [service, group]));
}

function isMadeBy({ image, build, hints }: Service, { fragments }: FileGroup): boolean {
  const [made, ...others] = recipesIn(fragments);
  if (!made?.recipe || others.length > 0 || build) return false;
  const base = builtImage(made.file, made.recipe).base;
  const product = productIn(made.hints) ?? '';
  return (
    nameOf(image) !== nameOf(base) && nameOf(image).startsWith(product) && releaseIn(hints) === releaseIn(made.hints)
  );
}

function nameOf(image: string): string {
  return imageParts(image).names[0] ?? '';
}

function releaseIn(hints: readonly Hint[]): string | undefined {
  return hints.find(({ aspect }) => aspect === 'version')?.value;
}
