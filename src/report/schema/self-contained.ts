import { type Catalogue, runs } from '../../catalogue/catalogue.js';
import type { Entry, ProductFile, Varying } from '../../model/product.js';
import { inRange, isPerVersion } from '../../values/versions.js';

/** A JSON Schema or a part of one. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** Definitions of the product's schema get this in front of their names, since both documents define `port`. */
const PRODUCT = 'catalogue-';

/**
 * Returns the schema of topologies as one document for editors: no reference leads out of it, and for each product of the catalogue it
 * offers the releases, profiles, listeners and links. What is offered is never demanded: the program accepts more, as images' tags
 * and products that the topology describes itself.
 * @param topology the published schema of topologies, which refers to that of products
 * @param product the published schema of products
 */
export function selfContained(topology: JsonSchema, product: JsonSchema, catalogue: Catalogue): JsonSchema {
  const { $defs: productParts = {}, $schema: _, $id: _id, ...whole } = product;
  const definitions = {
    ...(topology.$defs as JsonSchema),
    ...Object.fromEntries(
      Object.entries({ ...(productParts as JsonSchema), product: whole }).map(([name, part]) => [
        `${PRODUCT}${name}`,
        withReferences(part, (reference) => reference.replace(LOCAL, `${LOCAL_START}${PRODUCT}`)),
      ]),
    ),
  };
  const joined = withReferences({ ...topology, $defs: definitions }, (reference) =>
    reference.startsWith('#') ? reference : `${LOCAL_START}${PRODUCT}product`,
  ) as JsonSchema & { readonly $defs: JsonSchema };
  const offers = catalogue.products.flatMap(({ id }) => offerOf(catalogue.product(id)));
  const withOffers = (name: string) => ({ [name]: { ...(joined.$defs[name] as JsonSchema), allOf: offers } });
  return { ...joined, $defs: { ...joined.$defs, ...withOffers('node'), ...withOffers('defaults') } };
}

const LOCAL_START = '#/$defs/';
const LOCAL = /^#\/\$defs\//;

function isObject(value: unknown): value is JsonSchema {
  return typeof value === 'object' && value !== null;
}

/** A copy in which every reference is changed. */
function withReferences(part: unknown, change: (reference: string) => string): unknown {
  if (Array.isArray(part)) return part.map((each) => withReferences(each, change));
  if (!isObject(part)) return part;
  return Object.fromEntries(
    Object.entries(part).map(([key, value]) => [
      key,
      key === '$ref' && typeof value === 'string' ? change(value) : withReferences(value, change),
    ]),
  );
}

/** The suggestions of an editor for a node of a product. */
function offerOf(file: ProductFile | undefined): readonly JsonSchema[] {
  if (!file) return [];
  const switchable = [...file.listeners, ...file.links, ...file.selfReferences];
  const names = { items: offered(switchable.map(({ id }) => id)) };
  return [
    {
      if: { properties: { product: { const: file.id } }, required: ['product'] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: {
        properties: {
          product: { description: file.name },
          version: offered([...file.releases].reverse()),
          profile: offered([...new Set(valuesOf(file.profiles).flat())]),
          ports: {
            properties: described(
              [...file.listeners, ...file.selfReferences],
              file,
              '#/$defs/ports/additionalProperties',
            ),
          },
          links: { properties: described(file.links, file, '#/$defs/links/additionalProperties') },
          enable: names,
          disable: names,
        },
      },
    },
  ];
}

/** Values that are offered; others are legal. */
function offered(values: readonly string[]): JsonSchema {
  return { anyOf: [{ enum: values }, {}] };
}

function described(entries: readonly Entry[], file: ProductFile, value: string): JsonSchema {
  return Object.fromEntries(
    entries.map((entry) => [entry.id, { $ref: value, description: descriptionOf(entry, file) }]),
  );
}

/** `HTTPS of the management console; base port 9443; 2.0.0 - 4.6.0`. */
function descriptionOf(entry: Entry & Describable, { releases }: ProductFile): string {
  const parts = [
    ...valuesOf(entry.purpose),
    ...valuesOf(entry.basePort).map((port) => (port === null ? '' : `base port ${port}`)),
    ...valuesOf(entry.to).map((role) => (role === '' ? '' : `dials a ${role}`)),
    ...valuesOf(entry.defaultValue).map((text) => (text ? `ships with ${text}` : '')),
    entry.versions === undefined ? '' : runs(releases, (release) => inRange(release, entry.versions)).join(', '),
  ];
  return parts.filter((part) => part !== '').join('; ');
}

interface Describable {
  readonly purpose?: Varying<string>;
  readonly basePort?: Varying<number | null>;
  readonly to?: Varying<string>;
  readonly defaultValue?: Varying<string | null>;
}

/** The values that a field has in any release. */
function valuesOf<T>(varying: Varying<T> | undefined): readonly T[] {
  if (isPerVersion(varying)) return [...new Set(Object.values(varying.versions))];
  return varying === undefined ? [] : [varying];
}
