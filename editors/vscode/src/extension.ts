import { join } from 'node:path';
import { commands, type ExtensionContext, window, workspace } from 'vscode';
import {
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  TransportKind,
} from 'vscode-languageclient/node';

/** The section of the settings, and the prefix of the commands. */
const NAME = 'wso2Topology';

const CLIENT: LanguageClientOptions = {
  // The server looks only at files that are topologies.
  documentSelector: [
    { scheme: 'file', language: 'yaml' },
    { scheme: 'file', language: 'json' },
    // Files of products, for the fixes in them.
    { scheme: 'file', pattern: '**/conf/**' },
  ],
};

/** The client that runs; undefined where it could not be started. One start waits for the one before. */
let running: Promise<LanguageClient | undefined> = Promise.resolve(undefined);

/** Starts the language server, and again when it is asked to or a setting changes. */
export async function activate(context: ExtensionContext): Promise<void> {
  const restart = async (): Promise<void> => {
    await deactivate();
    running = started(serverIn(context.extensionPath));
    await running;
  };
  context.subscriptions.push(
    commands.registerCommand(`${NAME}.restart`, restart),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(NAME)) void restart();
    }),
  );
  await restart();
}

export async function deactivate(): Promise<void> {
  const client = await running;
  running = Promise.resolve(undefined);
  // A server that is too busy to answer within two seconds is ended by the client, and a new one may start.
  await client?.dispose().catch(() => undefined);
}

async function started(server: ServerOptions): Promise<LanguageClient | undefined> {
  const client = new LanguageClient(NAME, 'WSO2 topology', server, CLIENT);
  try {
    await client.start();
    return client;
  } catch (error) {
    void window.showErrorMessage(`The language server of wso2-topology does not start: ${String(error)}`);
    return undefined;
  }
}

/** The program that the settings name, else the one in the extension, which the Node of the editor runs. */
function serverIn(extension: string): ServerOptions {
  const path = workspace.getConfiguration(NAME).get<string>('path', '').trim();
  const [folder] = workspace.workspaceFolders ?? [];
  const options = folder ? { cwd: folder.uri.fsPath } : {};
  if (path !== '') return { command: path, args: ['lsp'], options, transport: TransportKind.stdio };
  const module = join(extension, 'server/bin/wso2-topology.cjs');
  return { module, args: ['lsp'], options, transport: TransportKind.stdio };
}
