#!/usr/bin/env node
// Starts the bundled CLI from V8's code cache, which spares compiling it at every start. The cache belongs to one version of
// V8: any other rejects it and compiles as usual.
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');

const filename = join(__dirname, 'cli.js');
const cache = join(__dirname, 'cli.cache');
// The bundle is ASCII, and Latin-1 is the cheapest way to read that.
const source = readFileSync(filename, 'latin1');
const script = new Script(source, { filename, ...(existsSync(cache) && { cachedData: readFileSync(cache) }) });
script.runInThisContext()(require, filename);
// The build makes the cache after a run, when the functions that a check needs have been compiled.
if (process.env.WSO2_TOPOLOGY_WRITE_CACHE)
  process.on('exit', () => writeFileSync(cache, script.createCachedData()));
