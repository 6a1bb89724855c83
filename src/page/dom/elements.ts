/// <reference lib="dom" />

/** Returns the element of an id. Throws a RangeError where the page has none of that kind, which is a bug. */
export function element<T extends HTMLElement>(id: string, kind: new () => T): T {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new RangeError(`the page has no ${id}`);
  return found;
}

/** Makes an element; text gets into it as text only. */
export function make<K extends keyof HTMLElementTagNameMap>(
  name: K,
  properties: Partial<HTMLElementTagNameMap[K]>,
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = Object.assign(document.createElement(name), properties);
  if (children.length > 0) made.append(...children);
  return made;
}

/** Makes a button. */
export function button(text: string, act: () => void): HTMLButtonElement {
  const made = make('button', { type: 'button', textContent: text });
  made.addEventListener('click', act);
  return made;
}

/** Hands a text over as a file, or bytes. */
export function download(name: string, content: string | Uint8Array<ArrayBuffer>): void {
  const type = typeof content === 'string' ? 'text/plain' : 'application/octet-stream';
  const url = URL.createObjectURL(new Blob([content], { type }));
  make('a', { href: url, download: name.replaceAll('/', '-') }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
