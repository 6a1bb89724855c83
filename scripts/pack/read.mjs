// Reads what a vendor's pack says of its own configuration: defaults, inferred values, renamed keys, templates and the shipped file.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { getStaticTOMLValue, parseTOML } from 'toml-eslint-parser';

/** What names the profiles that a server starts with: the script that prepares them, and the build of the installation. */
const PROFILES = {
  'profileSetup.sh': /^\s*-Dprofile=([\w-]+)\)/gm,
  'pom.xml': /<profile>([\w-]+)<\/profile>/g,
};

/**
 * Reads the folders of a pack as one: those of the products it is built from come first, and a later one wins. A folder may lie
 * anywhere around the files; they are recognised by their names.
 */
export function readPack(folders) {
  const pack = {
    defaults: {},
    inferred: [],
    renamed: new Map(),
    templates: [],
    shipped: {},
    profiles: new Set(),
    features: new Map(),
  };
  for (const folder of folders) for (const path of filesBelow(folder)) addFile(pack, folder, path);
  // A product's template replaces that of what it is built from.
  const templates = [...new Map(pack.templates.map((one) => [one.path, one])).values()];
  // Scripts name only those that are not the default.
  const profiles = pack.profiles.size > 0 ? [...pack.profiles.add('default')].sort() : [];
  return { ...pack, templates, profiles };
}

function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function addFile(pack, folder, path) {
  const name = basename(path);
  const text = () => readFileSync(path, 'utf8');
  const installed = /\/components\/([\w-]+)\/configuration\/config\.ini$/.exec(path.split(sep).join('/'))?.[1];
  if (installed !== undefined) pack.profiles.add(installed);
  if (name === 'pom.xml') addFeatures(pack.features, text());
  if (name.endsWith('default.json')) Object.assign(pack.defaults, flat(readJson(path)));
  else if (name.endsWith('infer.json')) addInferred(pack, readJson(path));
  else if (name.endsWith('key-mappings.json')) addRenamed(pack, readJson(path));
  else if (name === 'deployment.toml') pack.shipped = flat(getStaticTOMLValue(parseTOML(text())));
  else if (PROFILES[name] !== undefined)
    for (const [, profile] of text().matchAll(PROFILES[name])) pack.profiles.add(profile);
  else if (/\.(j2|xml|properties)$/.test(name)) pack.templates.push({ path: placeOf(folder, path), text: text() });
}

/** The profiles that a build puts each feature into. */
function addFeatures(features, text) {
  for (const [, build] of text.matchAll(/<execution>([\s\S]*?)<\/execution>/g)) {
    const profile = /<profile>([\w-]+)<\/profile>/.exec(build)?.[1];
    if (profile === undefined) continue;
    for (const [, feature] of build.matchAll(/<id>([\w.-]+)\.feature\.group<\/id>/g))
      features.set(feature, [...new Set([...(features.get(feature) ?? []), profile])].sort());
  }
}

/** An empty file says nothing. */
function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8').trim() || '{}');
}

/** The file that a template makes, without the folders that only a source tree has. */
function placeOf(folder, path) {
  const inside = relative(folder, path).split(sep).join('/');
  return inside.replace(/^.*(?:templates|carbon-home|src(?=\/(?:conf|repository)\/))\//, '').replace(/\.j2$/, '');
}

/** Values by dotted key; `[]` means the items of a list. */
function flat(value, key = '', into = {}) {
  if (Array.isArray(value)) {
    if (value.every((item) => typeof item !== 'object')) into[key] = value;
    else for (const item of value) flat(item, `${key}[]`, into);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value))
      flat(inner, key === '' ? cleanKey(name) : `${key}.${name}`, into);
  } else into[key] = key in into ? [into[key], value].flat() : value;
  return into;
}

/** Some defaults have a stray comma or space at the end of their key. */
function cleanKey(name) {
  return name.replace(/[,\s]+$/, '');
}

/** What is set where a key has a value: the key, and everything that follows from it. */
function addInferred(pack, inferences) {
  for (const [trigger, byValue] of Object.entries(inferences))
    for (const values of Object.values(byValue)) pack.inferred.push({ trigger, values: flat(values) });
}

/** The internal keys of a key of the TOML file. */
function addRenamed(pack, mappings) {
  for (const [key, internal] of Object.entries(mappings)) pack.renamed.set(key, [internal].flat());
}
