// Says of every fact of a pack which entry of the catalogue has its number.

/**
 * Places the facts of a release.
 *
 * @param facts values by place, as factsOf returns them
 * @param release the release of the catalogue
 * @param rules the rules of places.yaml
 * @returns for each place the `rule` that applies, with `ids` of the entries that have its numbers, or `why` it has none; or a `problem`
 */
export function placed(facts, release, rules) {
  const entries = numbersOf(release);
  return [...facts].map(([place, values]) => {
    const rule = rules.find((one) => applies(one, place, release.product, entries));
    if (!rule) return { place, values, problem: 'nothing says what it is' };
    const ids = [rule.is ?? []].flat().filter((id) => entries.has(id));
    if (ids.length === 0) return { place, values, rule, why: rule.why };
    const known = new Set(ids.flatMap((id) => [...entries.get(id)]));
    const strange = values.filter((value) => /^\d+$/.test(value) && !known.has(Number(value)));
    if (strange.length === 0) return { place, values, rule, ids };
    return { place, values, rule, ids, problem: `${ids.join(', ')} has ${[...known].join(', ') || 'no number'}` };
  });
}

/** Every listener, link and self-reference of a release, with its numbers. */
export function numbersOf({ listeners, links, selfReferences }) {
  const bases = new Map(listeners.map(({ id, basePort }) => [id, basePort]));
  return new Map([
    ...listeners.map(({ id, basePort }) => [id, new Set([basePort])]),
    ...links.map(({ id, defaultPort, defaultValue }) => [id, new Set([defaultPort, ...numbersIn(defaultValue)])]),
    ...selfReferences.map((one) => [
      one.id,
      new Set([...numbersIn(one.default), ...one.listeners.map((id) => bases.get(id))]),
    ]),
  ]);
}

function numbersIn(text) {
  return [...text.matchAll(/\d{2,5}/g)].map(([digits]) => Number(digits));
}

function applies({ at, of, is, why, unless }, place, product, entries) {
  if (of && ![of].flat().includes(product)) return false;
  if (![at].flat().some((pattern) => fits(pattern, place))) return false;
  if (unless?.some((pattern) => fits(pattern, place))) return false;
  return why !== undefined || [is].flat().some((id) => entries.has(id));
}

const patterns = new Map();

function fits(pattern, place) {
  if (!patterns.has(pattern)) {
    const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
    patterns.set(pattern, new RegExp(`^${parts.join('.*')}$`));
  }
  return patterns.get(pattern).test(place);
}
