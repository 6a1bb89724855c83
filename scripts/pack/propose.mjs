// What the catalogue would say of a new release: the release before, with what is different in the packs.
import { numbersOf, placed } from './place.mjs';
import { withoutProfiles } from './profiles.mjs';

/**
 * Proposes a release from the one before it.
 *
 * @param base the `release` before, decided, its `facts`, the last shipped `texts` of links by id, and the `tables` that packs read
 * @param pack the `facts` of the new pack, the `profiles` that it names, and the `tables` that it reads; none where that is not known
 * @param rules the rules of places.yaml
 * @returns the release that is proposed, `changes` to entries, profiles that are `gone`, what a person has to `review`, and `newTables`,
 *   which may name nodes: that is in no pack
 */
export function proposed(
  { release: before, facts: old, texts = new Map(), tables: known = [] },
  version,
  { facts, profiles = [], tables = [] },
  rules,
) {
  const was = new Map(placed(old, before, rules).map((one) => [one.place, one]));
  const is = placed(facts, before, rules);
  const changes = is.flatMap((one) => changesAt(one, was.get(one.place), before));
  const moved = new Set(changes.map(({ place }) => place));
  const named = profiles.length > 0;
  const gone = before.profiles.filter((profile) => named && !profiles.includes(profile));
  const review = [
    ...profiles
      .filter((profile) => !before.profiles.includes(profile))
      .map((profile) => ({
        profile,
        because: 'new; which roles it plays and which listeners it opens is not in the pack',
      })),
    ...is
      .filter(({ place, problem }) => problem && !moved.has(place))
      .map(({ place, values, problem }) => ({ place, is: values, because: problem })),
    ...is
      .filter(({ place, problem, ids }) => !problem && ids && !was.has(place))
      .map(({ place, values, ids }) => ({ place, is: values, because: `new, taken for ${ids.join(', ')}` })),
    ...[...was.values()]
      .filter(({ place, ids }) => ids && !facts.has(place))
      .map(({ place, values, ids }) => ({ place, was: values, because: `gone; ${ids.join(', ')} may have ended` })),
  ];
  const shipped = shippedTexts(old, facts, rules, before, texts);
  const changed = withChanges(withoutProfiles({ ...before, version }, gone), changes);
  return { release: withShipped(changed, shipped), changes, gone, review, newTables: newTables(known, tables) };
}

/** The tables that no pack before has read, without those that are in one of them; none where nothing is known of packs before. */
function newTables(known, tables) {
  const come = known.length === 0 ? [] : tables.filter((table) => !known.includes(table));
  return come.filter((table) => !come.some((other) => table.startsWith(`${other}.`)));
}

/** The places of the shipped file whose value differs, with the text that the link there has now; no text where the place is gone. */
function shippedTexts(old, facts, rules, before, texts) {
  const places = [...new Set([...old.keys(), ...facts.keys()])].filter((place) => place.startsWith('toml '));
  return new Map(
    places.flatMap((place) => {
      const [was, is] = [old.get(place)?.[0], facts.get(place)?.[0]];
      if (was === is) return [];
      const [{ ids = [] }] = placed(new Map([[place, []]]), before, rules);
      return ids.map((id) => [id, is === undefined ? '' : texts.get(id)?.replace(PORT, `:${is}`)]);
    }),
  );
}

/** The port behind a host, as a number or as a placeholder. */
const PORT = /:(?:\d+|\$\{[^}]*\})/;

/** A release with the texts that its file ships: a link without one, or with a plain number, does not take the own offset. */
function withShipped(release, shipped) {
  const links = release.links.map((link) => {
    const text = shipped.get(link.id);
    return text === undefined ? link : { ...link, defaultValue: text, takesOwnOffset: text.includes('${') };
  });
  return { ...release, links };
}

/** The new number of an entry, where one number of a place became another. */
function changesAt({ place, values, ids }, was, before) {
  if (!ids || !was?.ids) return [];
  const [gone, ...moreGone] = was.values.filter((value) => !values.includes(value));
  const [come, ...moreCome] = values.filter((value) => !was.values.includes(value));
  if (gone === undefined || come === undefined || moreGone.length + moreCome.length > 0) return [];
  if (!/^\d+$/.test(come) || !/^\d+$/.test(gone)) return [];
  const numbers = numbersOf(before);
  const own = ids.filter((id) => numbers.get(id).has(Number(gone)));
  return own.map((id) => ({ id, place, from: Number(gone), to: Number(come) }));
}

function withChanges(release, changes) {
  const changed = (entries, field) =>
    entries.map((entry) => {
      const change = changes.find(({ id, from }) => id === entry.id && entry[field] === from);
      return change ? { ...entry, [field]: change.to } : entry;
    });
  return {
    ...release,
    listeners: changed(release.listeners, 'basePort'),
    links: changed(release.links, 'defaultPort'),
  };
}

/**
 * How many fields of two decided releases are the same, of all that either has. Profiles count as the same where both mean all.
 *
 * @param ids the entries that are compared; all of them without it
 */
export function sameFields(one, other, ids) {
  const [left, right] = [fieldsOf(one, ids), fieldsOf(other, ids)];
  const names = [...new Set([...left.keys(), ...right.keys()])];
  const different = names.filter((name) => left.get(name) !== right.get(name));
  return { all: names.length, same: names.length - different.length, different };
}

function fieldsOf({ defaultOffset, profiles, roles, ...release }, ids) {
  const plain = (names) => (names.length === profiles.length ? ['all'] : names);
  const entries = ['listeners', 'links', 'selfReferences'].flatMap((section) =>
    release[section]
      .filter(({ id }) => ids === undefined || ids.has(id))
      .flatMap(({ entry: _, ...fields }) =>
        Object.entries(fields).map(([field, value]) => [
          `${fields.id} ${field}`,
          JSON.stringify(field === 'profiles' ? plain(value) : value),
        ]),
      ),
  );
  const played = [...roles].map(([role, names]) => [role, plain(names)]);
  const head = Object.entries({ defaultOffset, profiles, ...Object.fromEntries(played) });
  return new Map([...head.map(([field, value]) => [field, JSON.stringify(value)]), ...entries]);
}
