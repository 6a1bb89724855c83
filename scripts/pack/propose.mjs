// What the catalogue would say of a new release: the release before, with what is different in the packs.
import { numbersOf, placed } from './place.mjs';
import { withoutProfiles } from './profiles.mjs';

/**
 * Proposes a release from the one before it.
 *
 * @param before the release before, decided
 * @param old its facts
 * @param facts the facts of the new release
 * @param rules the rules of places.yaml
 * @param profiles those that the new pack names; none where it names none
 * @returns the release that is proposed, `changes` to entries, profiles that are `gone`, and what a person has to `review`
 */
export function proposed(before, version, old, facts, rules, profiles = []) {
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
  return { release: withChanges(withoutProfiles({ ...before, version }, gone), changes), changes, gone, review };
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
