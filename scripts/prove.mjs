#!/usr/bin/env node
// npm run prove: compares the catalogue with the configuration that the vendor ships, key by key. Ends in 1 where a port of a pack
// is in no entry, or in one that has another number.
//
//   npm run prove                                          the packs that are kept in test/catalogue/packs
//   npm run prove -- store <product> <release> <folder>... keeps the ports of a pack; folders of what it is built from come first
//   npm run prove -- complete <product> <release> <complete> <folder>...
//                                                          keeps the ports of a complete pack that was published, if it agrees with every
//                                                          default in the folders of the vendor's sources
//   npm run prove -- propose <product> <release> <folder>...
//                                                          what the catalogue's entry of a new release would be, and what to review
//   npm run prove -- split <product> <release> <own>=<profile>,.. <folder>...
//                                                          what a distribution is that runs profiles of a product as its own
//   npm run prove -- replay                                proposes the releases of the packs that are kept, and counts what is as today
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse, stringify } from 'yaml';
import { factsOf } from './pack/facts.mjs';
import { carryingTables, keysBeside, keysOf, tablesOf } from './pack/keys.mjs';
import { placed } from './pack/place.mjs';
import { distributed, openedIn } from './pack/profiles.mjs';
import { proposed, sameFields } from './pack/propose.mjs';
import { readPack } from './pack/read.mjs';
import { baseOf, replayed } from './pack/replay.mjs';
import { addKeys, completeFolder, readStored, storedProducts, writeKeys, writeStored } from './pack/store.mjs';
import { otherDefaults } from './pack/tie.mjs';
import { readProducts } from './products.mjs';
import { importSources } from './sources.mjs';

const { matteringKeys, releaseOf, tableMeant } = await importSources(`
  export { releaseOf } from './src/catalogue/release.js';
  export { matteringKeys } from './src/configuration/mattering-keys.js';
  export { tableMeant } from './src/configuration/table-meant.js';
`);
const products = new Map(readProducts().map((product) => [product.id, product]));
const read = (path) => parse(readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8'));
const rules = read('pack/places.yaml');
const openedBy = read('pack/features.yaml');
const decided = (id, version) => releaseOf(products.get(id), version);
const compare = (a, b) => a.localeCompare(b, 'en', { numeric: true });

const [command, product, release, ...folders] = process.argv.slice(2);
if (command === undefined) prove();
else if (command === 'store') store();
else if (command === 'complete') keepComplete();
else if (command === 'propose') propose();
else if (command === 'split') split();
else if (command === 'replay') replay();
else fail(`there is no command ${command}, only store, complete, propose, split and replay`);

/** Prints a line for each release, and what is in no entry. */
function prove() {
  for (const folder of [undefined, completeFolder]) for (const id of storedProducts(folder)) proveProduct(id, folder);
}

function proveProduct(id, folder) {
  for (const [version, facts] of readStored(id, folder).releases) {
    const all = placed(facts, releaseOf(products.get(id), version), rules);
    const problems = all.filter(({ problem }) => problem);
    const mapped = all.filter(({ ids, problem }) => ids && !problem);
    const excused = all.filter(({ why }) => why);
    console.log(
      `${id} ${version}${folder ? ', complete' : ''}: ${all.length} places, ${mapped.length} in entries, ${excused.length} excused, ${problems.length} unmapped`,
    );
    for (const { place, values, problem } of problems) console.log(`  ${place} = ${values.join(' ')}: ${problem}`);
    if (problems.length > 0) process.exitCode = 1;
  }
}

/** Keeps the ports of a pack for the tests, and the keys that it reads for the program. */
function store() {
  const pack = readPack(folders);
  const kept = keepFacts(pack);
  writeKeys(product, release, keysOf(pack, tablesCarrying(product)), kept);
  keepBeside(product, pack);
}

/** A table that one release has ports in counts for all of them: elsewhere its keys may be read for another reason. */
function tablesCarrying(id) {
  return new Set(products.get(id).releases.flatMap((version) => [...carryingTables(decided(id, version))]));
}

/** Keeps the keys that the rule about unknown settings would take for those of another table. */
function keepBeside(id, pack) {
  const kept = [...readStored(id).releases.keys()];
  if (!kept.includes(release)) return;
  const matter = products.get(id).releases.map((version) => matteringKeys(decided(id, version)));
  const isMeant = (table, key) => matter.some((keys) => tableMeant(table, key, keys) !== undefined);
  addKeys(id, release, keysBeside(pack, isMeant), kept, tablesCarrying(id));
}

/** Keeps the ports of a pack that has the files of all its components, once it is shown to be of this release. */
function keepComplete() {
  const [folder, ...layers] = folders;
  const pack = readPack([folder]);
  const others = otherDefaults(readPack(layers), pack, release);
  if (others.length > 0) return fail(`not the pack of ${product} ${release}: ${others.join(', ')}`);
  keepFacts(pack, completeFolder, shallow(tablesOf(pack)));
  const parts = storedProducts().filter((id) => readStored(id).from?.product === product);
  for (const id of [product, ...parts]) keepBeside(id, pack);
}

/** Tables of one name or two: a new one may name a node without a port that the pack has. */
function shallow(tables) {
  return tables.filter((table) => table.split('.').length <= 2);
}

/** Keeps the facts of a pack, and tables that it reads, beside those of other releases. Returns the kept releases, oldest first. */
function keepFacts(pack, folder, read = []) {
  const stored = readStored(product, folder);
  const facts = new Map([...stored.releases, [release, factsOf(pack)]]);
  const sorted = new Map([...facts].sort(([a], [b]) => compare(a, b)));
  const profiles = new Map([...stored.profiles, [release, pack.profiles]]);
  const opening = new Map([...pack.features].filter(([feature]) => feature in openedBy));
  const features = new Map([...stored.features, [release, opening]]);
  const tables = new Map([...stored.tables, [release, read]]);
  writeStored(product, { ...stored, releases: sorted, profiles, features, tables }, folder);
  return [...sorted.keys()];
}

/** Prints the entry of a new release as YAML. */
function propose() {
  const pack = readPack(folders);
  const base = baseOf(product, release, decided, pack.features, openedBy);
  if (base === undefined) return fail(`no pack of ${product} before ${release} is kept`);
  const { changes, gone, review, newTables, release: guess } = proposed(base, release, newOf(pack), rules);
  const last = base.release.version;
  const entries = changes.map(({ id, place, from, to }) => ({
    id,
    from: { [`- ${last}`]: from },
    to: { [`${release} -`]: to },
    place,
  }));
  const { different } = sameFields(guess, base.release);
  console.log(
    stringify({
      product,
      releases: [...new Set([...products.get(product).releases, release])],
      basedOn: `${base.release.product} ${last}`,
      profilesGone: gone,
      entries,
      shipped: shippedOf(guess, different),
      review,
      newTables,
    }),
  );
}

/** The parts of a new pack that a proposal reads. */
function newOf(pack) {
  return { facts: factsOf(pack), profiles: pack.profiles, tables: shallow(tablesOf(pack)) };
}

/** The texts of links that the new pack ships otherwise, by id; empty where it ships none. */
function shippedOf({ links }, different) {
  const changed = links.filter(({ id }) => different.includes(`${id} defaultValue`));
  return Object.fromEntries(changed.map(({ id, defaultValue }) => [id, defaultValue]));
}

/** Prints what a distribution of its own would be: `wso2am/control-plane` as default, or several as `default=..,other=..`. */
function split() {
  const [parts, ...rest] = folders;
  const pack = readPack(rest);
  const base = baseOf(product, release, decided, pack.features, openedBy);
  if (base === undefined) return fail(`no pack of ${product} before ${release} is kept`);
  const run = Object.fromEntries(parts.split(',').map((part) => part.split('=')));
  const unknown = Object.values(run).filter((profile) => !base.release.profiles.includes(profile));
  if (unknown.length > 0) return fail(`${product} ${base.release.version} has no profile ${unknown.join(', ')}`);
  const part = distributed(base.release, run, openedIn(pack.features, openedBy));
  const { release: guess, review } = proposed({ ...base, release: part }, release, newOf(pack), rules);
  const { profiles, roles, listeners, links, selfReferences } = guess;
  const ids = (entries) => entries.map(({ id }) => id);
  const lists = { listeners: ids(listeners), links: ids(links), selfReferences: ids(selfReferences) };
  const basedOn = `${product} ${base.release.version}`;
  console.log(stringify({ basedOn, profiles, roles: Object.fromEntries(roles), ...lists, review }));
}

/** Proposes every release that is kept from the one before it, and counts the fields that are as the catalogue has them. */
function replay() {
  for (const { id, version, facts, release: guess, review, newTables } of replayed(decided, rules, openedBy)) {
    const today = decided(id, version);
    const { all, same, different } = sameFields(guess, today);
    const inPack = sameFields(guess, today, new Set(placed(facts, today, rules).flatMap(({ ids = [] }) => ids)));
    const entries = [...new Set(different.map((name) => name.split(' ')[0]))];
    console.log(
      `${id} ${version}: ${inPack.same} of ${inPack.all} fields of entries in the pack, ${same} of ${all} of all, ${review.length} places and ${newTables.length} new tables to review${entries.length > 0 ? `; other: ${entries.join(' ')}` : ''}`,
    );
  }
}

function fail(message) {
  console.error(`prove: ${message}`);
  process.exitCode = 2;
}
