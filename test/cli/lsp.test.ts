import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createMessageConnection, type MessageConnection } from 'vscode-jsonrpc/node.js';
import { command } from './command.js';
import { session } from './session.js';

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'wso2-topology-lsp-')));

interface Place {
  readonly line: number;
  readonly character: number;
}

interface Range {
  readonly start: Place;
  readonly end: Place;
}

interface Diagnostic {
  readonly range: Range;
  readonly code: string;
  readonly message: string;
  readonly relatedInformation: readonly { readonly message: string }[];
}

interface Change {
  readonly range: Range;
  readonly newText: string;
}

interface Action {
  readonly title: string;
  readonly kind: string;
  readonly isPreferred?: boolean;
  readonly edit?: { readonly changes: Readonly<Record<string, readonly Change[]>> };
  readonly command?: { readonly command: string; readonly arguments: readonly string[] };
}

/** An editor: a client of the program that users get. */
class Client {
  private readonly session = session(['lsp', '--stdio', `--clientProcessId=${process.pid}`], folder);
  readonly connection: MessageConnection = createMessageConnection(this.session.output, this.session.input);
  readonly messages: string[] = [];
  private readonly published = new Map<string, readonly Diagnostic[]>();
  private waiting: (() => void)[] = [];

  async start(): Promise<void> {
    this.connection.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) => {
      this.published.set(uri, diagnostics);
      for (const wake of this.waiting.splice(0)) wake();
    });
    this.connection.onRequest('window/showMessageRequest', ({ message }) => this.messages.push(message) && null);
    this.connection.onNotification('window/showMessage', ({ message }) => this.messages.push(message));
    this.connection.listen();
    await this.connection.sendRequest('initialize', { processId: process.pid, rootUri: null, capabilities: {} });
    await this.connection.sendNotification('initialized', {});
  }

  async stop(): Promise<number | null> {
    await this.connection.sendRequest('shutdown');
    // The library ends the process at this message, and in this process that is the test.
    if (inject('engine') === 'shipped') {
      await this.connection.sendNotification('exit');
      return this.session.ended;
    }
    this.connection.dispose();
    return 0;
  }

  /** Opens a text; resolves to what was found in it. */
  open(name: string, text: string): Promise<readonly Diagnostic[]> {
    return this.openAt(this.at(name).uri, text);
  }

  async openAt(uri: string, text: string): Promise<readonly Diagnostic[]> {
    this.published.delete(uri);
    const textDocument = { uri, languageId: 'yaml', version: 1, text };
    await this.connection.sendNotification('textDocument/didOpen', { textDocument });
    return this.diagnosticsAt(uri);
  }

  async change(name: string, version: number, text: string): Promise<readonly Diagnostic[]> {
    const { uri } = this.at(name);
    this.published.delete(uri);
    const contentChanges = [{ text }];
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version },
      contentChanges,
    });
    return this.diagnostics(name);
  }

  /** Saves an open text; resolves to what is found in another one then. */
  async saved(name: string, other: string): Promise<readonly Diagnostic[]> {
    this.published.delete(this.at(other).uri);
    await this.connection.sendNotification('textDocument/didSave', { textDocument: this.at(name) });
    return this.diagnostics(other);
  }

  diagnostics(name: string): Promise<readonly Diagnostic[]> {
    return this.diagnosticsAt(this.at(name).uri);
  }

  private async diagnosticsAt(uri: string): Promise<readonly Diagnostic[]> {
    for (;;) {
      const found = this.published.get(uri);
      if (found) return found;
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
  }

  /** Asks about the place of the bar in a text that is opened. */
  async ask<T>(method: string, text: string, more: object = {}): Promise<T> {
    const name = `${Math.random().toString(36).slice(2)}.yaml`;
    const before = text.slice(0, text.indexOf('|')).split('\n');
    await this.open(name, text.replace('|', ''));
    const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
    return this.connection.sendRequest(method, { textDocument: this.at(name), position, ...more });
  }

  at(name: string): { readonly uri: string } {
    return { uri: pathToFileURL(join(folder, name)).href };
  }
}

const client = new Client();
beforeAll(() => client.start());
afterAll(async () => {
  await client.stop();
  rmSync(folder, { recursive: true, force: true });
});

const PLAN = `version: 1
hosts:
  app1: {}
  gw1: {}
nodes:
  first:
    host: app1
    product: wso2mi
    version: 4.2.0
  second:
    host: app1
    product: wso2mi
    version: 4.2.0
  control-plane:
    host: app1
    product: wso2am
    version: 4.2.0
    profile: control-plane
  gateway:
    host: gw1
    product: wso2am
    version: 4.2.0
    profile: gateway-worker
    offset: 2
    links:
      key-manager-url: { to: control-plane }
`;

const whole: Range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

/** A text after edits of an action, which never overlap. */
function applied(text: string, action: Action | undefined, uri: string): string {
  const lines = text.split('\n');
  const offsetOf = ({ line, character }: Place) =>
    lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0) + character;
  const changes = [...(action?.edit?.changes[uri] ?? [])].sort(
    (a, b) => offsetOf(b.range.start) - offsetOf(a.range.start),
  );
  return changes.reduce(
    (current, { range, newText }) =>
      current.slice(0, offsetOf(range.start)) + newText + current.slice(offsetOf(range.end)),
    text,
  );
}

describe('lsp', () => {
  it('finds what check finds, at the same places, with the other owners', async () => {
    const found = await client.open('same.yaml', PLAN);
    const { stdout } = await command('check', 'same.yaml', '--format', 'json', { files: { 'same.yaml': PLAN } });
    const expected = JSON.parse(stdout).findings as { rule: string; range: { start: { line: number } }; related: [] }[];
    expect(
      found.map(({ code, range, relatedInformation }) => [code, range.start.line + 1, relatedInformation.length]),
    ).toEqual(expected.map(({ rule, range, related }) => [rule, range.start.line, related.length]));
    expect(found.map(({ code }) => code)).toContain('port-collision');
  });

  it('follows what is typed, and says nothing of what is no topology', async () => {
    await client.open('typed.yaml', PLAN);
    const corrected = PLAN.replace('  second:\n', '  second:\n    offset: 40\n');
    const rules = (await client.change('typed.yaml', 2, corrected)).map(({ code }) => code);
    expect(rules).not.toContain('port-collision');
    expect((await client.change('typed.yaml', 3, 'version: 1\nhosts: {')).map(({ code }) => code)).toEqual([
      'yaml-syntax',
    ]);
    expect(await client.open('compose.yaml', 'services:\n  app:\n    image: nginx\n')).toEqual([]);
  });

  it('marks the line of a product file', async () => {
    mkdirSync(join(folder, 'conf'));
    writeFileSync(join(folder, 'conf/deployment.toml'), '[server]\nhostname = "app1"\noffset = 70000\n');
    const plan =
      'version: 1\nhosts: { app1: {} }\nnodes:\n  mi: { host: app1, product: wso2mi, version: 4.2.0, config: conf }\n';
    await client.open('files.yaml', plan);
    const [found] = await client.diagnostics('conf/deployment.toml');
    expect(found?.range.start.line).toBe(2);
  });

  it('offers fixes in the file of a product while it is as it was read, and reads it again when it is saved', async () => {
    const name = 'served/deployment.toml';
    const toml = '[server]\nhostname = "b"\noffset = 10\n';
    for (const folderOf of ['served', 'other']) {
      mkdirSync(join(folder, folderOf));
      writeFileSync(join(folder, folderOf, 'deployment.toml'), toml);
    }
    await client.open(
      'served.yaml',
      `version: 1
hosts: { app1: {} }
nodes:
  a: { host: app1, product: wso2mi, version: 4.2.0, config: other }
  b: { host: app1, product: wso2mi, version: 4.2.0, config: served }
`,
    );
    const [found] = await client.diagnostics(name);
    expect(found?.code).toBe('port-collision');
    const { uri } = client.at(name);
    const offered = async () =>
      (
        await client.connection.sendRequest<Action[]>('textDocument/codeAction', {
          textDocument: { uri },
          range: found?.range,
          context: { diagnostics: [] },
        })
      ).map((action) => applied(toml, action, uri));
    const corrected = toml.replace('10', '11');
    expect(await offered()).toContain(corrected);
    await client.connection.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'toml', version: 1, text: `# mine\n${toml}` },
    });
    expect(await offered()).toEqual([]);
    writeFileSync(join(folder, name), corrected);
    expect(await client.saved(name, 'served.yaml')).toEqual([]);
  });

  it('offers the fixes that were tried, all at once, acceptance and an explanation', async () => {
    const { uri } = client.at('actions.yaml');
    const diagnostics = await client.open('actions.yaml', PLAN);
    const collision = diagnostics.find(({ code }) => code === 'port-collision');
    const actions = await client.connection.sendRequest<Action[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: collision?.range,
      context: { diagnostics: [collision] },
    });
    const rulesOf = async (action: Action | undefined) =>
      JSON.parse(
        (await command('check', 'a.yaml', '--format', 'json', { files: { 'a.yaml': applied(PLAN, action, uri) } }))
          .stdout,
      ).findings.map(({ rule }: { rule: string }) => rule);
    const first = actions.find(({ isPreferred }) => isPreferred);
    expect(await rulesOf(first)).not.toContain('port-collision');
    expect(await rulesOf(actions.find(({ kind }) => kind === 'source.fixAll'))).not.toContain('port-collision');
    const accepted = applied(
      PLAN,
      actions.find(({ title }) => title.startsWith('Accept')),
      uri,
    );
    expect(accepted).toContain('ignore:\n  - { rule: port-collision, ');
    const explain = actions.find(({ title }) => title === 'Explain port-collision')?.command;
    await client.connection.sendRequest('workspace/executeCommand', { ...explain });
    expect(client.messages.join()).toContain('Only one process can bind a port');
  });

  it('explains ports, links, products and hosts under the pointer', async () => {
    const hover = async (text: string) =>
      (await client.ask<{ contents: { value: string } } | null>('textDocument/hover', text))?.contents.value ?? '';
    expect(await hover(PLAN.replace('offset: 2', 'off|set: 2'))).toMatch(/\| 9445 \| servlet-https \| 9443 \+ 2 \|/);
    expect(await hover(PLAN.replace('key-manager-url', 'key-man|ager-url'))).toContain('at app1:9443');
    expect(await hover(PLAN.replace('product: wso2am', 'product: wso|2am'))).toContain('4.2.0');
    expect(await hover(PLAN.replace('host: gw1', 'host: g|w1'))).toContain('gateway: wso2am 4.2.0, offset 2');
    expect(await hover(PLAN.replace('    links:', '    ports:\n      passthrough-h|ttps: 8243\n    links:'))).toContain(
      'Source: ',
    );
    expect(await hover(`${PLAN}rules:\n  port-col|lision: warning\n`)).toContain('same port');
  });

  it('offers keys, hosts, nodes, products, releases, profiles, listeners, links and rules', async () => {
    const offers = async (text: string) =>
      (await client.ask<{ label: string }[]>('textDocument/completion', text)).map(({ label }) => label);
    expect(await offers(PLAN.replace('host: gw1', 'host: |'))).toEqual(['app1', 'gw1']);
    expect(await offers(PLAN.replace('to: control-plane', 'to: |'))).toEqual(['first', 'second', 'control-plane']);
    expect(await offers(PLAN.replace('product: wso2mi', 'product: |'))).toContain('wso2is');
    expect((await offers(PLAN.replace('version: 4.2.0\n    profile', 'version: |\n    profile')))[0]).toBe('4.7.0');
    expect(await offers(PLAN.replace('profile: gateway-worker', 'profile: |'))).toContain('traffic-manager');
    expect(await offers(PLAN.replace('    links:', '    ports:\n      |\n    links:'))).toContain('passthrough-https');
    expect(await offers(PLAN.replace('      key-manager-url', '      |\n      key-manager-url'))).toContain(
      'throttle-publish',
    );
    expect(await offers(PLAN.replace('    offset: 2', '    enable: [|]\n    offset: 2'))).toContain('jmx-rmi-registry');
    expect(await offers(PLAN.replace('    offset: 2', '    off|'))).toContain('offset');
    expect(await offers(`${PLAN}ignore:\n  - { rule: |`)).toContain('port-collision');
    expect(await offers(`${PLAN}rules:\n  privileged-port: |`)).toEqual(['error', 'warning', 'info', 'off']);
    expect(await offers(`${PLAN}|`)).toContain('ignore');
  });

  it('finds, lists and renames hosts and nodes', async () => {
    const at = PLAN.replace('to: control-plane', 'to: control-|plane');
    const lineOf = (text: string) => PLAN.split('\n').findIndex((line) => line.includes(text));
    const [definition] = await client.ask<{ range: Range }[]>('textDocument/definition', at);
    expect(definition?.range.start.line).toBe(lineOf('  control-plane:'));
    const references = await client.ask<unknown[]>(
      'textDocument/references',
      PLAN.replace('host: app1', 'host: a|pp1'),
      {
        context: { includeDeclaration: true },
      },
    );
    expect(references).toHaveLength(4);
    const renamed = await client.ask<{ changes: Record<string, Change[]> }>('textDocument/rename', at, {
      newName: 'cp',
    });
    const [[uri, changes] = ['', []]] = Object.entries(renamed.changes);
    const after = applied(PLAN, { title: '', kind: '', edit: { changes: { [uri]: changes } } }, uri);
    expect([after.includes('  cp:\n'), after.includes('to: cp }'), after.includes('profile: control-plane')]).toEqual([
      true,
      true,
      true,
    ]);
    await expect(client.ask('textDocument/rename', at, { newName: 'no name' })).rejects.toThrow('a name begins with');
  });

  it('shows the ports behind an offset, the address behind a target, and the outline', async () => {
    const hints = await client.ask<{ label: string }[]>('textDocument/inlayHint', `${PLAN}|`, { range: whole });
    expect(hints.map(({ label }) => label)).toEqual([expect.stringContaining('9445'), 'app1:9443']);
    const symbols = await client.ask<{ name: string }[]>('textDocument/documentSymbol', `${PLAN}|`);
    expect(symbols.map(({ name }) => name)).toEqual(['app1', 'gw1', 'first', 'second', 'control-plane', 'gateway']);
  });

  it.each(['file://elsewhere/plan.yaml', 'file:///a%2Fb.yaml', 'file:///%E0%A4%A.yaml', 'untitled:1', ''])(
    'finds nothing in a document that is no file of this machine: %j',
    async (uri) => expect(await client.openAt(uri, PLAN)).toEqual([]),
  );

  it('survives texts of all kinds, and ends when the editor does', async () => {
    const hardy = new Client();
    await hardy.start();
    for (const text of [
      '',
      '\t',
      'version: 1\nhosts: &a [*a]\nnodes:\n',
      '{',
      `${PLAN}x`,
      '\u001b[31m',
      PLAN.replaceAll('\n', '\r'),
    ])
      for (const method of ['textDocument/hover', 'textDocument/completion', 'textDocument/definition'])
        await hardy.ask(method, `${text}|`);
    expect(await hardy.stop()).toBe(0);
  });
});
