import { expect, it } from 'vitest';
import { session } from '../cli/session.js';
import { workshop } from './program.js';

const { path, write } = workshop();

const PLAN = `version: 1
hosts: { a: {}, b: {} }
nodes:
  first: { host: a, product: wso2mi, version: 4.2.0 }
  second: { host: a, product: wso2mi, version: 4.2.0, config: conf }
  icp: { host: b, product: wso2icp, version: 1.1.0 }
  third: { host: b, product: wso2mi, version: 4.2.0, links: { dashboard-heartbeat: { url: "https://boss:Sup3rS3cret@b:1/?t=hunter2" } } }
`;
const SECRET = /Sup3rS3cret|hunter2/;

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
}

type Framing = (message: string) => string;
const LINES: Framing = (message) => `${message}\n`;
const HEADERS: Framing = (message) => `Content-Length: ${Buffer.byteLength(message)}\r\n\r\n${message}`;

/** Everything that a server says in a folder until it has answered every request with an id. */
async function saidBy(
  server: string,
  folder: string,
  messages: readonly (Message | string)[],
  framed: Framing,
): Promise<string> {
  const { input, output, kill, ended } = session([server], path(folder));
  const wanted = messages.flatMap((message) => (typeof message === 'string' ? [] : (message.id ?? [])));
  let said = '';
  const answered = new Promise<void>((resolve) => {
    output.on('data', (part) => {
      said += String(part);
      if (wanted.every((id) => said.includes(`"id":${JSON.stringify(id)}`))) resolve();
    });
  });
  for (const message of messages)
    input.write(framed(typeof message === 'string' ? message : JSON.stringify({ jsonrpc: '2.0', ...message })));
  await Promise.race([answered, ended]);
  kill();
  return said;
}

const initialize = { id: 'first', method: 'initialize' };

it('an assistant reads nothing outside of the folder, gets no secret, and ends nothing', async () => {
  write({
    'in/plan.yaml': PLAN,
    'in/conf/deployment.toml': '[server]\noffset = 70000\n[super_admin]\npassword = "Sup3rS3cret"\n',
    'outside.yaml': PLAN,
    'outside/deployment.toml': '[server]\noffset = 3\n',
  });
  let id = 100;
  const call = (name: unknown, given: unknown): Message => ({
    id: id++,
    method: 'tools/call',
    params: { name, arguments: given },
  });
  const outside = [
    '../outside.yaml',
    '../outside',
    'x=../outside',
    path('outside.yaml'),
    '/etc/\u009b31mpasswd',
    '/dev/stdin',
    '/proc/self/fd/0',
    'x=/etc',
  ];
  const asked = [
    {
      ...initialize,
      params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'x', version: '0' } },
    },
    { method: 'notifications/initialized' },
    'no JSON',
    '[]',
    '{"jsonrpc":"2.0","id":"p","method":"tools/call","params":{"name":"check","arguments":{"__proto__":{"paths":["plan.yaml"]}}}}',
    call('__proto__', {}),
    call('check', null),
    call('check', []),
    call('check', { paths: ['\0'] }),
    call('check', { paths: [{}] }),
    call('check', { text: 1e9 }),
    call('check', { text: `${'['.repeat(1e5)}` }),
    call('check', { ['k'.repeat(1e5)]: 1 }),
    call('k'.repeat(1e5), {}),
    call('check', { paths: ['k'.repeat(1e5)] }),
    call('catalog', { product: 'k'.repeat(1e5) }),
    call('check', { text: `version: 1\nhosts: {}\n${'k'.repeat(1e5)}: 1\nnodes: { ${'k'.repeat(1e5)}: {} }` }),
    call('import', { paths: ['plan.yaml'], version: '--write' }),
    ...outside.map((file) => call('check', { paths: [file] })),
    ...outside.map((file) => call('import', { paths: [file] })),
    ...['check', 'fix', 'flows'].map((name) => call(name, { paths: ['plan.yaml'] })),
    call('import', { paths: ['conf'] }),
    { ...call('explain', { name: 'schema' }), id: 'last' },
  ];
  const said = await saidBy('mcp', 'in', asked, LINES);
  expect(said.split('leads out of the folder in which the server was started')).toHaveLength(2 * outside.length + 1);
  expect(said).not.toMatch(/k{1000}|\u009b/);
  expect(said).toContain('port-range');
  expect(said).toContain('https://***@b:1/?t=***');
  expect(said).not.toMatch(SECRET);
  expect(said).not.toMatch(/ {4}at |this is a bug|root:x/);
});

it('an editor gets no secret, whatever it opens and asks, and ends nothing', async () => {
  write({
    'plan.yaml': PLAN,
    'conf/deployment.toml': '[server]\noffset = 70000\n[super_admin]\npassword = "Sup3rS3cret"\n',
  });
  let id = 100;
  const own = `file://${path('plan.yaml')}`;
  const uris = [
    own,
    'untitled:1',
    'http://x/y.yaml',
    'file://host/x',
    'file:///a%2fb',
    '',
    'file:',
    'javascript:1',
    `file:///${'x'.repeat(1e4)}`,
  ];
  const position = { line: 3, character: 4 };
  const asks = ['completion', 'hover', 'definition', 'references', 'prepareRename', 'documentSymbol', 'inlayHint'];
  const about = (uri: string, at: unknown): Message[] => [
    ...asks.map((name) => ({
      id: id++,
      method: `textDocument/${name}`,
      params: { textDocument: { uri }, position: at, context: {}, range: { start: position, end: position } },
    })),
    { id: id++, method: 'textDocument/rename', params: { textDocument: { uri }, position: at, newName: 'x: {}\n' } },
    {
      id: id++,
      method: 'textDocument/codeAction',
      params: {
        textDocument: { uri },
        range: { start: { line: 0, character: 0 }, end: { line: 9, character: 9 } },
        context: { diagnostics: [{ code: '__proto__' }, {}] },
      },
    },
  ];
  const changed = (version: number, contentChanges: unknown): Message => ({
    method: 'textDocument/didChange',
    params: { textDocument: { uri: own, version }, contentChanges },
  });
  const said = await saidBy(
    'lsp',
    '.',
    [
      { ...initialize, params: { processId: null, rootUri: null, capabilities: {} } },
      { method: 'initialized', params: {} },
      ...uris.map((uri) => ({
        method: 'textDocument/didOpen',
        params: { textDocument: { uri, languageId: 'yaml', version: 1, text: PLAN } },
      })),
      ...uris.flatMap((uri) => about(uri, position)),
      ...[
        { line: 6, character: 120 },
        { line: 1e9, character: 1e9 },
        { line: -1, character: -5 },
        { line: 'x' },
      ].flatMap((at) => about(own, at)),
      changed(2, [{ range: { start: { line: 1e6, character: 5 }, end: { line: 0, character: 0 } }, text: 'zz' }]),
      changed(3, [{ range: { start: { line: -1, character: -5 }, end: { line: -1, character: -1 } }, text: 'q' }]),
      changed(4, 'no list'),
      changed(5, [{ text: `hosts: {}\nnodes: ${'['.repeat(1e5)}` }]),
      changed(6, [{ text: PLAN.replace('host: b', 'host: "https://boss:Sup3rS3cret@b/?t=hunter2"') }]),
      ...about(own, position),
      changed(7, [{ text: PLAN }]),
      { method: 'textDocument/didOpen', params: null },
      { id: id++, method: 'workspace/executeCommand', params: { command: 'rm', arguments: ['__proto__'] } },
      { id: 'last', method: 'textDocument/hover', params: { textDocument: { uri: own }, position } },
    ],
    HEADERS,
  );
  expect(said).toContain('**first**: wso2mi 4.2.0');
  expect(said).toContain('ports on a are taken by first and second');
  expect(said).not.toMatch(SECRET);
});
