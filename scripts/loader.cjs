#!/usr/bin/env node
// Starts the bundled CLI from V8's code cache, which spares compiling it at every start. The cache belongs to one version of
// V8: any other rejects it and compiles as usual.
const { existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');

const filename = join(__dirname, 'cli.cjs');
const cache = join(__dirname, 'cli.cache');
const source = `(function (exports, require, module, __filename, __dirname) {${readFileSync(filename, 'utf8')}\n})`;
const script = new Script(source, { filename, ...(existsSync(cache) && { cachedData: readFileSync(cache) }) });
script.runInThisContext()({}, require, { exports: {} }, filename, __dirname);
// The build makes the cache after a run, when the functions that a check needs have been compiled.
if (process.env.WSO2_TOPOLOGY_WRITE_CACHE) {
  process.on('exit', () => require('node:fs').writeFileSync(cache, script.createCachedData()));
}
