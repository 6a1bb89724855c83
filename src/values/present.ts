/** The properties of `T`; one that may be undefined is optional instead. */
type Present<T> = {
  readonly [K in keyof T as undefined extends T[K] ? never : K]: T[K];
} & { readonly [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined> };

/** Drops the properties that are undefined; the others keep their order. */
export function present<T extends object>(properties: T): Present<T> {
  // The entries that are left are exactly the properties of the result type.
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined)) as Present<T>;
}
