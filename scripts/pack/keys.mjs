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
  const add = (key) => {
    const names = namesOf(key.replaceAll('[]', ''));
    for (let depth = 1; depth < names.length; depth++) known.get(names.slice(0, depth).join('.'))?.add(names[depth]);
  };
  for (const key of Object.keys(pack.defaults)) add(key);
  for (const [key, internal] of pack.renamed) for (const name of [key, ...internal]) add(name);
  for (const { trigger, values } of pack.inferred) for (const key of [trigger, ...Object.keys(values)]) add(key);
  for (const key of Object.keys(pack.shipped)) add(key);
  for (const { text } of pack.templates) for (const key of usedIn(text)) add(key);
  for (const [table, keys] of known) if (SHARED.test(table)) keys.add('*');
  return new Map([...known].filter(([, keys]) => keys.size > 0));
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
