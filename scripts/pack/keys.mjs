// Finds out which keys of its TOML file a release reads, in the tables that carry ports and links.

const EXPRESSION = /\{[{%]-?([\s\S]*?)-?[}%]\}/g;
const PATH = /[A-Za-z_]\w*(?:\.(?:\w+|'[^']+')|\[["'][^"']+["']\])+/g;

/** Tables that components outside of a pack read as well; what a pack reads there is not all of it. */
const SHARED =
  /^(?:apim(?!\.(?:wss?|webhooks\.https)$)|server|user_store|entitlement|custom_transport|event_listener|transport\.receiver)(?:\.|$)/;

/** Names of tables, with dots between, that have a port, the offset or an end of a link in a release of the catalogue. */
export function carryingTables({ listeners, links, offsetSettings }) {
  const settings = [...listeners, ...links].map((entry) => entry.settings);
  const places = [offsetSettings, ...settings].flatMap(({ toml }) => [toml ?? []].flat());
  const all = places.flatMap((place) => [place, ...(place.aliases ?? [])]);
  return new Set(
    all.map(({ table, key }) =>
      namesOf(table ? `${table}.${key}` : key)
        .slice(0, -1)
        .join('.'),
    ),
  );
}

/**
 * The keys that a pack reads in some tables. `*` is among the keys of a table whose every key is written into a file as it is.
 *
 * @returns keys by table
 */
export function keysOf(pack, tables) {
  const known = new Map([...tables].map((table) => [table, new Set()]));
  for (const key of keysRead(pack)) {
    const names = namesOf(key);
    for (let depth = 1; depth < names.length; depth++) known.get(names.slice(0, depth).join('.'))?.add(names[depth]);
  }
  for (const [table, keys] of known) if (SHARED.test(table)) keys.add('*');
  return new Map([...known].filter(([, keys]) => keys.size > 0));
}

/**
 * The keys of a pack that are called like one that carries something and are in a table beside its own: they are not meant for it.
 *
 * @param isMeant whether a key of a table, given by its names, is taken for that of another table
 * @returns keys by table
 */
export function keysBeside(pack, isMeant) {
  const beside = new Map();
  for (const read of keysRead(pack)) {
    const names = namesOf(read);
    for (let depth = 1; depth < names.length; depth++) {
      const [table, key] = [names.slice(0, depth), names[depth]];
      if (isMeant(table, key)) beside.set(table.join('.'), (beside.get(table.join('.')) ?? new Set()).add(key));
    }
  }
  return beside;
}

/** The tables that a pack reads. */
export function tablesOf(pack) {
  const bound = pack.templates.flatMap(({ text }) => [...text.matchAll(BOUND)].flatMap(namesBound));
  const variables = new Set(bound);
  const tables = [...keysRead(pack)]
    .map(namesOf)
    .filter(([first]) => !variables.has(first))
    .flatMap((names) => names.slice(1).map((_, depth) => names.slice(0, depth + 1).join('.')));
  return [...new Set(tables)].sort();
}

function namesBound([, ...names]) {
  return names
    .filter(Boolean)
    .flatMap((list) => list.split(','))
    .map((name) => name.trim());
}

/** Names that a template gives to something else: those of loops, of assignments and of the values of a macro. */
const BOUND = /\{%-?\s*(?:for\s+([\w,\s]+?)\s+in\b|set\s+(\w+)|macro\s+\w+\(([\w,\s]*)\))/g;

/** Every key that the files of a pack name. */
function* keysRead({ defaults, renamed, inferred, shipped, templates }) {
  const keys = [
    ...Object.keys(defaults),
    ...[...renamed].flatMap(([key, internal]) => [key, ...internal]),
    ...inferred.flatMap(({ trigger, values }) => [trigger, ...Object.keys(values)]),
    ...Object.keys(shipped),
  ];
  for (const key of keys) yield key.replaceAll('[]', '');
  for (const { text } of templates) yield* usedIn(text);
}

/** The keys that a template uses; `table.*` where it runs over the keys of a table. */
function* usedIn(text) {
  const loops = new Map();
  for (const [, expression] of text.matchAll(EXPRESSION)) {
    const [, names, list] = /^\s*for\s+([\w\s,]+?)\s+in\s+([\w.]+)/.exec(expression) ?? [];
    if (names !== undefined) {
      const table = resolved(list.replace(/\.items$/, ''), loops);
      for (const name of names.split(',')) loops.set(name.trim(), table);
      yield table;
      if (list.endsWith('.items')) yield `${table}.*`;
    }
    for (const [path] of expression.replace(/\.\w+\(\)/g, '').matchAll(PATH)) yield resolved(path, loops);
  }
}

function resolved(path, loops) {
  const [first, ...rest] = path.split('.');
  return [loops.get(first) ?? first, ...rest].join('.');
}

/** The names of a key: `a.'b.c'.d` has three. */
function namesOf(key) {
  return (key.match(/'[^']*'|"[^"]*"|\[["'][^"']*["']\]|[^.[\]]+/g) ?? []).map((name) =>
    name.replace(/^\[?["']|["']\]?$/g, ''),
  );
}
