import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMessageConnection, type MessageConnection } from 'vscode-jsonrpc/node.js';

const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'wso2-topology-editor-'));
const schema = join(folder, 'topology.schema.json');

interface Diagnostic {
  readonly message: string;
}

/** A language server for YAML with the schema that the program prints, as editors run it. */
class YamlServer {
  private readonly child;
  private readonly connection: MessageConnection;
  private readonly waiting = new Map<string, (diagnostics: readonly Diagnostic[]) => void>();
  private opened = 0;

  constructor(program: string) {
    this.child = spawn(process.execPath, [program, '--stdio']);
    this.connection = createMessageConnection(this.child.stdout, this.child.stdin);
    const settings = { schemas: { [pathToFileURL(schema).href]: ['*.yaml'] }, hover: true, completion: true };
    this.connection.onRequest('workspace/configuration', ({ items }: { items: { section: string }[] }) =>
      items.map(({ section }) => (section === 'yaml' ? { ...settings, schemaStore: { enable: false } } : null)),
    );
    this.connection.onRequest('client/registerCapability', () => null);
    this.connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) => {
      this.waiting.get(uri)?.(diagnostics);
    });
    this.connection.listen();
  }

  async start(): Promise<void> {
    const capabilities = {
      textDocument: { hover: { contentFormat: ['markdown'] } },
      workspace: { configuration: true },
    };
    await this.connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities });
    await this.connection.sendNotification('initialized', {});
    await this.connection.sendNotification('workspace/didChangeConfiguration', { settings: {} });
  }

  /** Opens a text; resolves to its address when the server has judged it. */
  async open(text: string): Promise<{ readonly uri: string; readonly diagnostics: readonly Diagnostic[] }> {
    const uri = pathToFileURL(join(folder, `${this.opened++}.yaml`)).href;
    const judged = new Promise<readonly Diagnostic[]>((resolve) => this.waiting.set(uri, resolve));
    const textDocument = { uri, languageId: 'yaml', version: 1, text };
    await this.connection.sendNotification('textDocument/didOpen', { textDocument });
    return { uri, diagnostics: await judged };
  }

  /** What is offered where the text has a bar. */
  async offers(text: string): Promise<readonly string[]> {
    const answer = await this.askAt<{ items: { label: string }[] }>('textDocument/completion', text);
    return answer.items.map(({ label }) => label);
  }

  async hover(text: string): Promise<string> {
    return (await this.askAt<{ contents: { value: string } }>('textDocument/hover', text)).contents.value;
  }

  stop(): void {
    this.connection.dispose();
    this.child.kill();
  }

  private async askAt<T>(method: string, text: string): Promise<T> {
    const lines = text.slice(0, text.indexOf('|')).split('\n');
    const { uri } = await this.open(text.replace('|', ''));
    const position = { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
    return this.connection.sendRequest(method, { textDocument: { uri }, position });
  }
}

const GATEWAY = 'version: 1\nhosts: { a: {} }\nnodes:\n  gateway:\n    host: a\n    product: wso2am\n';

beforeAll(() => {
  const { stdout } = spawnSync(process.execPath, [join(root, 'dist/bin/wso2-topology.cjs'), 'schema'], {
    maxBuffer: 1e8,
  });
  writeFileSync(schema, stdout);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(['yaml-language-server-1', 'yaml-language-server'])('%s with the printed schema', (name) => {
  const server = new YamlServer(require.resolve(`${name}/bin/yaml-language-server`));
  beforeAll(() => server.start());
  afterAll(() => server.stop());

  it('accepts every example', async () => {
    const examples = readdirSync(join(root, 'topologies')).filter((file) => file.endsWith('.yaml'));
    expect(examples.length).toBeGreaterThan(10);
    for (const example of examples) {
      const text = readFileSync(join(root, 'topologies', example), 'utf8').replace(/^# yaml-language-server.*/, '');
      expect([example, (await server.open(text)).diagnostics]).toEqual([example, []]);
    }
  });

  it('accepts what the program accepts and the catalogue does not list', async () => {
    const text = `${GATEWAY}    version: 4.2.0.45\n    ports: { own: 9000 }\n  custom: { host: a, product: ours, version: 1.0.0 }\n`;
    expect((await server.open(text)).diagnostics.map(({ message }) => message)).toEqual([]);
  });

  it('marks a key that does not exist', async () => {
    const { diagnostics } = await server.open(`${GATEWAY}    version: 4.2.0\n    offzet: 1\n`);
    expect(diagnostics.map(({ message }) => message)).toEqual(['Property offzet is not allowed.']);
  });

  it('offers products, releases, profiles, listeners and links', async () => {
    expect(await server.offers(GATEWAY.replace('wso2am', '|'))).toEqual(
      expect.arrayContaining(['wso2am', 'wso2is', 'wso2mi']),
    );
    const releases = await server.offers(`${GATEWAY}    version: |\n`);
    expect(releases).toEqual(expect.arrayContaining(['4.2.0', '2.6.0']));
    expect(releases).not.toContain('5.11.0');
    expect(await server.offers(`${GATEWAY}    profile: |\n`)).toContain('gateway-worker');
    expect(await server.offers(`${GATEWAY}    ports:\n      |\n`)).toContain('passthrough-https');
    expect(await server.offers(`${GATEWAY}    links:\n      |\n`)).toContain('throttle-publish');
    expect(await server.offers(`${GATEWAY}    enable: [|]\n`)).toContain('jmx-rmi-registry');
  });

  it('explains a listener', async () => {
    const text = await server.hover(`${GATEWAY}    ports:\n      passthrough-ht|tps: 8243\n`);
    expect(text).toContain('base port 8243');
  });
});
