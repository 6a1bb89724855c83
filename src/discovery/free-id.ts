import { idOf } from '../configuration/home.js';

/** Returns an id that is not taken, and takes it: that of the name, that of the longer name, or that of the name with a number. */
export function freeId(taken: Set<string>, name: string, longer = name): string {
  let id = [name, longer].map(idOf).find((wanted) => !taken.has(wanted));
  for (let number = 2; id === undefined; number++) {
    const numbered = idOf(`${name.slice(0, 120)}-${number}`);
    if (!taken.has(numbered)) id = numbered;
  }
  taken.add(id);
  return id;
}
