#!/usr/bin/env node
// Starts the bundled CLI from V8's code cache, which spares compiling it at every start. A cache belongs to one version of V8: its
// name says which, and any other version compiles as usual.
const { readFileSync, writeFileSync, writeSync } = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');

/** The build writes the version of the package here. */
const VERSION = '';

if (!isAnswered()) run();

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

function run() {
  const filename = join(__dirname, 'cli.js');
  const cache = join(__dirname, `cli-${process.versions.v8.split('-')[0]}.cache`);
  // The bundle is ASCII, and Latin-1 is the cheapest way to read that.
  const source = readFileSync(filename, 'latin1');
  const script = new Script(source, { filename, cachedData: readIfThere(cache) });
  script.runInThisContext()(require, filename);
  // The build makes the cache after a run, when the functions that a check needs have been compiled.
  if (process.env.WSO2_TOPOLOGY_WRITE_CACHE)
    process.on('exit', () => writeFileSync(cache, script.createCachedData()));
}

function readIfThere(path) {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
