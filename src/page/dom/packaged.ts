let catalogue: Readonly<Record<string, unknown>> = {};

/** Takes the catalogue of the page, as JSON. */
export function placeCatalogue(json: string): void {
  catalogue = JSON.parse(json);
}

/** Stands for `files/packaged.ts` in the page, which has the catalogue in itself. */
export function readPackaged(name: string): unknown {
  return catalogue[name.replace(/^values\//, '')];
}
