import { pathToFileURL } from 'node:url';

/** A stand-in for the module `vscode`: what the extension uses is written out, all else answers anything. */
export interface VsCode {
  /** The module, for `require('vscode')`. */
  readonly api: unknown;
  /** Diagnostics by URI, as they were set last; waits until a file has some. */
  diagnosticsOf(uri: string): Promise<readonly { readonly code: unknown; readonly message: string }[]>;
  readonly errors: readonly string[];
  readonly commands: ReadonlyMap<string, () => unknown>;
  /** Tells the extension that a setting changed. */
  change(section: string): void;
}

class Uri {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  static parse = (text: string) => new Uri(text);
  static file = (path: string) => new Uri(pathToFileURL(path).href);
  get scheme() {
    return this.text.split(':', 1)[0];
  }
  get fsPath() {
    return decodeURIComponent(new URL(this.text).pathname);
  }
  toString() {
    return this.text;
  }
}

class Disposable {
  dispose() {}
  static from = () => new Disposable();
}

class CancellationTokenSource {
  token = { isCancellationRequested: false, onCancellationRequested: () => new Disposable() };
  cancel() {}
  dispose() {}
}

class EventEmitter {
  readonly #listeners = new Set<(event: unknown) => void>();
  event = (listener: (event: unknown) => void) => {
    this.#listeners.add(listener);
    return new Disposable();
  };
  fire(event: unknown) {
    for (const listener of this.#listeners) listener(event);
  }
  dispose() {}
}

/** Can be called, constructed, extended and asked for any property; a promise it is not. */
function anything(): object {
  const target = class {};
  return new Proxy(target, {
    get: (known, key) => {
      if (key === 'then') return undefined;
      if (key in known) return Reflect.get(known, key);
      if (typeof key === 'symbol') return undefined;
      const value = anything();
      Reflect.set(known, key, value);
      return value;
    },
    apply: () => anything(),
  });
}

/** An object with some properties, and anything for the others. */
function partly(known: object): object {
  const rest = anything();
  return new Proxy(known, { get: (own, key) => (key in own ? Reflect.get(own, key) : Reflect.get(rest, key)) });
}

interface World {
  readonly folder: string;
  /** Opened in the editor. */
  readonly document: { readonly path: string; readonly text: string };
  readonly settings: Readonly<Record<string, unknown>>;
}

export function vsCode({ folder, document, settings }: World): VsCode {
  const errors: string[] = [];
  const commands = new Map<string, () => unknown>();
  const configuration = new EventEmitter();
  const found = new Map<string, readonly { code: unknown; message: string }[]>();
  const waiting: (() => void)[] = [];
  const opened = {
    uri: Uri.file(document.path),
    languageId: 'yaml',
    version: 1,
    fileName: document.path,
    getText: () => document.text,
    isClosed: false,
  };
  const get = (key: string, fallback: unknown) => settings[key] ?? fallback;
  const api = partly({
    Uri,
    Disposable,
    EventEmitter,
    CancellationTokenSource,
    version: '1.91.0',
    commands: {
      registerCommand: (name: string, run: () => unknown) => {
        commands.set(name, run);
        return new Disposable();
      },
    },
    workspace: partly({
      workspaceFolders: [{ uri: Uri.file(folder), name: 'folder', index: 0 }],
      textDocuments: [opened],
      notebookDocuments: [],
      getConfiguration: () => ({ get, inspect: () => undefined }),
      onDidChangeConfiguration: configuration.event,
    }),
    window: partly({
      showErrorMessage: async (text: string) => void errors.push(text),
      visibleTextEditors: [{ document: opened }],
      tabGroups: partly({ all: [] }),
    }),
    env: partly({ language: 'en', appName: 'a test' }),
    languages: partly({
      match: (selector: readonly { readonly language?: string }[], { languageId }: { readonly languageId: string }) =>
        [selector].flat().some(({ language }) => language === languageId) ? 10 : 0,
      createDiagnosticCollection: () => ({
        set: (uri: Uri, diagnostics: readonly { code: unknown; message: string }[]) => {
          found.set(uri.toString(), diagnostics);
          for (const wake of waiting.splice(0)) wake();
        },
        delete: (uri: Uri) => found.delete(uri.toString()),
        clear: () => found.clear(),
        dispose: () => found.clear(),
      }),
    }),
  });
  return {
    api,
    errors,
    commands,
    change: (section) => configuration.fire({ affectsConfiguration: (name: string) => name === section }),
    diagnosticsOf: async (uri) => {
      for (;;) {
        const known = found.get(uri);
        if (known && known.length > 0) return known;
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
  };
}
