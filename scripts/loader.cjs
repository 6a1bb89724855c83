#!/usr/bin/env node
// Starts the program, each file of it when it is wanted, from V8's code cache, which spares compiling it at every start. A cache belongs
// to one version of V8: its name says which. Where there is none for this version, Node's own cache takes its place, if Node has one.
const { readFileSync, writeFileSync, writeSync } = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');

/** The build writes the version of the package here. */
const VERSION = '';

/** In a single executable the files of the program and the catalogue are assets, named by their paths from `dist`. */
const ASSETS = 'asset:///';
const inside = __filename === process.execPath ? require('node:sea') : undefined;

/** Limits of memory that V8 obeys when it starts and does not look at again. Before Node 24 it takes no cache that was made without them. */
const LIMITS = ['max-old-space', 'initial-old-space', 'max-semi-space', 'min-semi-space', 'max-heap', 'initial-heap'];

const V8 = process.versions.v8.split('-')[0];
const parts = new Map();
let isForgotten = false;

if (!isAnswered()) part('./bin.js');

/** The one answer that needs nothing of the program. What cannot be written is left to the program, which says why. */
function isAnswered() {
  const [only, ...others] = process.argv.slice(2);
  if (others.length > 0 || (only !== '--version' && only !== '-V' && only !== '-v')) return false;
  try {
    return writeSync(1, `${VERSION}\n`) > 0;
  } catch {
    return false;
  }
}

/** Returns what a file of the program exports, or a module of Node. */
function part(name) {
  if (!name.startsWith('./')) return inside && name === 'node:fs' ? filesWithAssets() : require(name);
  const loaded = parts.get(name);
  if (loaded) return loaded;
  const exported = {};
  parts.set(name, exported);
  const filename = inside ? `${ASSETS}bin/${name.slice(2)}` : join(__dirname, name);
  const cache = `${filename.slice(0, -'.js'.length)}-${V8}.cache`;
  // The files are ASCII, and Latin-1 is the cheapest way to read that.
  const source = inside ? assetAt(filename).latin1Slice() : readFileSync(filename, 'latin1');
  const cachedData = readIfThere(cache);
  let script = new Script(source, { filename, cachedData });
  if (script.cachedDataRejected && forgetsLimits()) script = new Script(source, { filename, cachedData });
  script.runInThisContext()(exported, part, inside ? filename : moduleUrl(filename), part);
  // The build makes a cache after a run, when the functions that a check needs have been compiled.
  if (process.env.WSO2_TOPOLOGY_WRITE_CACHE && !cachedData)
    process.on('exit', () => writeFileSync(cache, script.createCachedData()));
  return exported;
}

/** Makes V8 forget limits of memory that were given, as pipelines do for all their Node programs. Returns whether there were any. */
function forgetsLimits() {
  if (isForgotten || !/(space|heap)[-_]size/.test([...process.execArgv, process.env.NODE_OPTIONS].join(' '))) return false;
  const { setFlagsFromString } = require('node:v8');
  for (const limit of LIMITS) setFlagsFromString(`--${limit}-size=0`);
  isForgotten = true;
  return true;
}

/** The URL of a file. Node's module for that would be loaded at every start. */
function moduleUrl(filename) {
  const url = new URL('file:///');
  const path = filename.replaceAll('%', '%25');
  url.pathname = process.platform === 'win32' ? path : path.replaceAll('\\', '%5C');
  return url.href;
}

function readIfThere(path) {
  try {
    return inside ? assetAt(path) : readFileSync(path);
  } catch {
    return undefined;
  }
}

/** Returns the content of an asset. */
function assetAt(url) {
  return Buffer.from(inside.getRawAsset(String(url).slice(ASSETS.length)));
}

/** Node's files, and the assets at their URLs. */
function filesWithAssets() {
  const read = (file, ...options) => {
    if (file?.protocol !== 'asset:') return readFileSync(file, ...options);
    return options.length === 0 ? assetAt(file) : assetAt(file).toString(...options);
  };
  return Object.create(require('node:fs'), { readFileSync: { value: read, enumerable: true } });
}
