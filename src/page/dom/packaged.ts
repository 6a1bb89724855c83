/// <reference lib="dom" />

/** Stands for `files/packaged.ts` in the page, which has the catalogue in itself. */
export function readPackaged(name: string): unknown {
  catalogue ??= JSON.parse(document.getElementById('catalogue')?.textContent ?? '{}') as Readonly<
    Record<string, unknown>
  >;
  return catalogue[name.replace(/^values\//, '')];
}

let catalogue: Readonly<Record<string, unknown>> | undefined;
