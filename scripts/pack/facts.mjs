// Extracts from a pack every value that is a port, has one, or names one: keys and numbers, no text.

/** A word that ends in "port" and means none. */
const NO_PORT = /(?:trans|sup|pass|im|ex|re|view)ports?$/;

/**
 * The facts of a pack: by place, the numbers and placeholders that are there, in order and once each. A place is
 * `default <key>`, `infer <key>`, `toml <key>` of the shipped file, or `<file> <element>` of a template. `unset` marks a key of
 * a port that has no value.
 */
export function factsOf(pack) {
  const facts = new Map();
  const add = (place, values) => {
    if (values.length > 0) facts.set(place, [...new Set([...(facts.get(place) ?? []), ...values])]);
  };
  for (const [key, value] of Object.entries(pack.defaults)) add(`default ${key}`, portsIn(key, value));
  for (const { values } of pack.inferred)
    for (const [key, value] of Object.entries(values)) add(`infer ${key}`, portsIn(key, value));
  for (const [key, value] of Object.entries(pack.shipped)) add(`toml ${key}`, portsIn(key, value));
  for (const template of pack.templates)
    for (const { element, value } of portsOfTemplate(template, pack)) add(`${template.path} ${element}`, [value]);
  return new Map([...facts].map(([place, values]) => [place, values.map(String).sort()]));
}

/** Whether the last name of a key means a port. */
function isPortKey(key) {
  const last = key.match(/'([^']+)'$/)?.[1] ?? key.split('.').at(-1);
  const words = last
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean);
  return /ports?$/.test(words.at(-1) ?? '') && !NO_PORT.test(words.at(-1));
}

function portsIn(key, value) {
  return [value].flat().flatMap((one) => {
    if (typeof one === 'number') return isPortKey(key) && isPort(one) ? [one] : [];
    if (typeof one !== 'string') return [];
    if (isPortKey(key)) {
      if (one.trim() === '') return ['unset'];
      if (/^\d+$/.test(one.trim())) return isPort(Number(one)) ? [Number(one)] : [];
    }
    return [...literalsIn(one), ...placeholdersIn(one)];
  });
}

function isPort(number) {
  return Number.isInteger(number) && number >= 1 && number <= 65_535;
}

/** Ports behind the host of a URL or an address. */
function literalsIn(text) {
  const found = text.matchAll(/(?:\/\/[^\s/'"]*?|[A-Za-z0-9.\]}-]):(\d{2,5})(?![\d.:]|[A-Za-z])/g);
  return [...found].map(([, digits]) => Number(digits)).filter(isPort);
}

/** Placeholders and references that mean a port. */
function placeholdersIn(text) {
  const names = [...text.matchAll(/\$(?:ref)?\{([^}]+)\}/g)];
  return names.filter(([, name]) => isPortKey(name)).map(([placeholder]) => placeholder);
}

/** Values of ports in the text of a template, with the element, attribute or property that has each. */
function* portsOfTemplate({ path, text }, pack) {
  const loops = loopsIn(text);
  const bare = text.replace(/<!--[\s\S]*?-->|\{#[\s\S]*?#\}/g, '').replace(/\{%[\s\S]*?%\}/g, '');
  const parts = path.endsWith('.xml') ? partsOfXml(bare) : partsOfLines(bare);
  for (const { element, value } of parts) {
    for (const port of portsIn(lastName(element), value.trim())) if (port !== 'unset') yield { element, value: port };
    for (const [, reference] of value.matchAll(/\{\{-?\s*([\w.[\]'"-]+)/g)) {
      const key = resolved(reference, loops);
      if (isPortKey(key) && !(key in pack.defaults)) yield { element: `{{${key}}}`, value: 'unset' };
    }
  }
}

/** Texts and attributes of elements, each with its parent: `transportReceiver[http]/parameter[port]`, `Connector/@port`. */
function* partsOfXml(text) {
  const open = [];
  const at = (...last) => [...open.slice(-2 + last.length), ...last].join('/');
  for (const [, before, end, name, rest, closed] of text.matchAll(/([^<>]*)(?:<(\/?)([\w:.-]+)([^<>]*?)(\/?)>|$)/g)) {
    if (before?.trim()) yield { element: at(), value: before };
    if (name === undefined) continue;
    if (end) {
      while (open.length > 0 && bareName(open.pop()) !== name);
      continue;
    }
    const called = /\b(?:name|id)\s*=\s*"([\w.:-]+)"/.exec(rest)?.[1];
    open.push(called === undefined ? name : `${name}[${called}]`);
    for (const [, attribute, , value] of rest.matchAll(/([\w:.-]+)\s*=\s*(["'])(.*?)\2/gs))
      yield { element: at(`@${attribute}`), value };
    if (closed) open.pop();
  }
}

function bareName(element) {
  return element.replace(/\[.*/, '');
}

/** The name that says what an element is: of a parameter its own name, of an attribute that of the attribute. */
function lastName(element) {
  const last = element.split('/').at(-1);
  return (/\[(.*)\]$/.exec(last)?.[1] ?? last).replace('@', '');
}

/** Values of a file of lines, `name = value`. */
function* partsOfLines(text) {
  for (const line of text.split('\n')) {
    const [, element, value] = /^\s*([^#=\s][^=]*?)\s*=\s*(.*)$/.exec(line) ?? [];
    if (value !== undefined) yield { element, value };
  }
}

/** The variables of loops, with the list that each runs over. */
function loopsIn(text) {
  const found = text.matchAll(/\{%-?\s*for\s+([\w, ]+?)\s+in\s+([\w.]+?)(?:\.items\(\))?\s*(?:\||%|-%)/g);
  return new Map([...found].flatMap(([, names, list]) => names.split(',').map((name) => [name.trim(), list])));
}

/** The key that a reference of a template means, with the variables of loops followed. */
function resolved(reference, loops, depth = 0) {
  const [first, ...rest] = reference.split('.');
  const list = loops.get(first);
  if (list === undefined || depth > 5) return reference;
  return resolved([`${list}[]`, ...rest].join('.'), loops, depth + 1);
}
