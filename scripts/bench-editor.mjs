// `npm run bench:editor`: what an editor waits for, with a real client over standard input and output: the first findings of a topology
// that is opened, and those after each key stroke: milliseconds by the clock, and CPU time of the server as a ratio to a bare `node -e 0` of
// the same run.
// `-- --json 20 1000` measures topologies of these sizes and writes the figures for programs.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { createMessageConnection } from 'vscode-jsonrpc/node.js';

const bin = fileURLToPath(new URL('../dist/bin/wso2-topology.cjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'wso2-topology-bench-editor-'));
const KEY_STROKES = 30;

/** API Managers and integrators on hosts of two; the last line is the offset that is typed at. */
function topology(count) {
  const hosts = Math.ceil(count / 2);
  const nodes = Array.from({ length: count }, (_, index) => {
    const head = `  n${index}:\n    host: h${index % hosts}\n    version: 4.2.0\n    product: `;
    return index < hosts ? `${head}wso2am\n` : `${head}wso2mi\n    offset: 20\n`;
  });
  const machines = Array.from({ length: hosts }, (_, index) => `  h${index}: {}\n`);
  return `version: 1\nhosts:\n${machines.join('')}nodes:\n${nodes.join('')}`;
}

/** The server says how much CPU time it took, when it is asked. */
const METER = `data:text/javascript,process.on('message',()=>process.send(process.cpuUsage()));process.channel.unref()`;

async function measured(count) {
  const server = spawn(process.execPath, ['--import', METER, bin, 'lsp', '--stdio'], {
    cwd: folder,
    stdio: ['pipe', 'pipe', 'inherit', 'ipc'],
  });
  const connection = createMessageConnection(server.stdout, server.stdin);
  const cpu = () =>
    new Promise((resolve) => {
      server.once('message', ({ user, system }) => resolve((user + system) / 1000));
      server.send('');
    });
  let published = () => {};
  connection.onNotification('textDocument/publishDiagnostics', () => published());
  connection.listen();
  /** Milliseconds from a message to the findings that it leads to: of CPU time, and by the clock. */
  const answer = async (method, params) => {
    const before = await cpu();
    const found = new Promise((resolve) => {
      published = resolve;
    });
    const sent = performance.now();
    await connection.sendNotification(method, params);
    await found;
    const waited = performance.now() - sent;
    return { cpu: (await cpu()) - before, waited };
  };
  await connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: {} });
  await connection.sendNotification('initialized', {});

  const text = topology(count);
  const uri = pathToFileURL(join(folder, 'plan.yaml')).href;
  const open = await answer('textDocument/didOpen', {
    textDocument: { uri, languageId: 'yaml', version: 1, text },
  });
  const line = text.split('\n').length - 2;
  const [start, end] = [12, 13].map((character) => ({ line, character }));
  const strokes = [];
  for (let stroke = 0; stroke < KEY_STROKES; stroke++) {
    // `offset: 20` becomes `offset: 120` and back.
    const change = stroke % 2 === 0 ? { range: { start, end: start }, text: '1' } : { range: { start, end }, text: '' };
    const textDocument = { uri, version: stroke + 2 };
    strokes.push(await answer('textDocument/didChange', { textDocument, contentChanges: [change] }));
  }
  await connection.sendRequest('shutdown');
  await connection.sendNotification('exit');
  const keys = strokes.map((stroke) => stroke.cpu);
  return {
    nodes: count,
    open: open.cpu,
    waited: open.waited,
    key: median(keys),
    keyWaited: median(strokes.map(({ waited }) => waited)),
    slowest: Math.max(...keys),
  };
}

function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/** CPU milliseconds of a Node that does nothing. */
function bareNode() {
  const say = `const { user, system } = process.cpuUsage(); console.log((user + system) / 1000)`;
  return median(Array.from({ length: 5 }, () => Number(spawnSync(process.execPath, ['-e', say]).stdout)));
}

const { values, positionals } = parseArgs({ options: { json: { type: 'boolean' } }, allowPositionals: true });
try {
  const bare = bareNode();
  const rows = [];
  for (const count of positionals.length > 0 ? positionals.map(Number) : [20, 200, 1000])
    rows.push(await measured(count));
  if (values.json) console.log(JSON.stringify({ bare, rows }));
  else {
    console.log(`bare node: ${bare.toFixed(0)} ms of CPU time`);
    const ratio = (time) => `${(time / bare).toFixed(2).padStart(6)} x`;
    const cell = (waited, time) => `${waited.toFixed(0).padStart(6)} ms ${ratio(time)}`;
    console.log('nodes   open               key stroke         slowest');
    for (const { nodes, open, waited, key, keyWaited, slowest } of rows)
      console.log(`${String(nodes).padEnd(6)}${cell(waited, open)}  ${cell(keyWaited, key)}  ${ratio(slowest)}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
