import { resolve } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import {
  type CodeAction,
  CodeActionKind,
  CompletionItemKind,
  createConnection,
  type Diagnostic,
  ErrorCodes,
  InlayHintKind,
  type Position as LspPosition,
  MarkupKind,
  ProposedFeatures,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
  SymbolKind,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Offer } from '../editor/completion.js';
import type { InlayHint } from '../editor/hints.js';
import type { Hover } from '../editor/hover.js';
import type { NamedThere, Occurrence } from '../editor/names.js';
import type { Remedy } from '../editor/remedies.js';
import type { View } from '../editor/view.js';
import type { Position, Range } from '../model/finding.js';
import { changesOf, diagnosticOf, lspPosition, lspRange, pathOf, plainPosition } from './protocol.js';

/** The program behind the server. Files are paths as the program names them, positions are 1-based. */
export interface Editor {
  /** The folder that relative paths start from. */
  readonly cwd: string;
  /** Checks a text; undefined where it is not a topology. */
  view(path: string, text: string, before: View | undefined): Promise<View | undefined>;
  offersAt(view: View, position: Position): readonly Offer[];
  hoverAt(view: View, position: Position): Hover | undefined;
  hintsOf(view: View): readonly InlayHint[];
  occurrencesIn(view: View): readonly Occurrence[];
  namedAt(view: View, position: Position): NamedThere | undefined;
  /** The file is the topology, or one of a product that it points at. */
  remediesAt(view: View, range: Range, file: string): readonly Remedy[];
  /** The subject of a rule, as plain text. */
  explain(rule: string): string;
}

/** The version of no document: what is known of it has to be read again. */
const UNREAD = -1;

const EXPLAIN = 'wso2-topology.explain';

/** Serves an editor over standard input and output until it ends the session. */
export function serve(
  editor: Editor,
  version: string,
  { input, output }: { readonly input: Readable; readonly output: Writable },
): Promise<void> {
  const connection = createConnection(
    ProposedFeatures.all,
    new StreamMessageReader(input),
    new StreamMessageWriter(output),
  );
  const documents = new TextDocuments(TextDocument);
  const views = new Map<string, { readonly version: number; readonly view: Promise<View | undefined> }>();
  /** Files in which each document has findings. */
  const marked = new Map<string, ReadonlySet<string>>();

  const viewAt = async (uri: string): Promise<View | undefined> => {
    const document = documents.get(uri);
    const path = pathOf(uri);
    if (!document || path === undefined) return undefined;
    const known = views.get(uri);
    if (known?.version === document.version) return known.view;
    const view = Promise.resolve(known?.view).then((before) => editor.view(path, document.getText(), before));
    views.set(uri, { version: document.version, view });
    return view;
  };

  const publish = async (uri: string): Promise<void> => {
    const shown = documents.get(uri)?.version;
    const view = await viewAt(uri);
    // A later text has its own findings.
    if (shown === undefined || documents.get(uri)?.version !== shown) return;
    const byFile = new Map<string, Diagnostic[]>([[uri, []]]);
    for (const finding of view?.report.findings ?? []) {
      const file = uriOf(finding.file);
      byFile.set(file, [...(byFile.get(file) ?? []), diagnosticOf(finding, uriOf)]);
    }
    const stale = [...(marked.get(uri) ?? [])].filter((file) => !byFile.has(file));
    marked.set(uri, new Set(byFile.keys()));
    for (const file of stale) await connection.sendDiagnostics({ uri: file, diagnostics: [] });
    for (const [file, diagnostics] of byFile) await connection.sendDiagnostics({ uri: file, diagnostics });
  };

  /** What can be done in a part of a document, for the topology that it is and for those that point at it. */
  const remediesIn = async (uri: string, range: Range) => {
    const pointing = [...marked].flatMap(([topology, files]) => (files.has(uri) ? [topology] : []));
    const found = [...new Set([uri, ...pointing])].map(async (topology) => {
      const view = await viewAt(topology);
      if (!view) return [];
      const file =
        topology === uri ? view.input.file : view.report.findings.find((each) => uriOf(each.file) === uri)?.file;
      if (file === undefined) return [];
      // A fix is of the text on the disk: it has other places in what was typed since.
      const shown = documents.get(uri)?.getText();
      if (file !== view.input.file && shown !== undefined && shown !== view.productOf(file)) return [];
      const remedies = editor.remediesAt(view, range, file);
      // The editor has a spelling of its own for the documents that it has opened.
      return remedies.map((remedy) => ({
        remedy,
        changes: changesOf(remedy.edits, (name) => (name === view.input.file ? topology : uriOf(name))),
      }));
    });
    return (await Promise.all(found)).flat();
  };

  const uriOf = (file: string) => pathToFileURL(resolve(editor.cwd, file)).href;

  connection.onInitialize(() => ({
    serverInfo: { name: 'wso2-topology', version },
    capabilities: {
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
      completionProvider: { triggerCharacters: [' ', ':'] },
      hoverProvider: true,
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.SourceFixAll] },
      executeCommandProvider: { commands: [EXPLAIN] },
      definitionProvider: true,
      referencesProvider: true,
      renameProvider: { prepareProvider: true },
      documentSymbolProvider: true,
      inlayHintProvider: true,
    },
  }));
  documents.onDidChangeContent(({ document: { uri } }) => {
    // After the messages that are already here: of several key strokes only the last text is checked.
    setImmediate(() => void publish(uri));
  });
  documents.onDidSave(({ document: { uri } }) => {
    // The files of products are read as they are on the disk.
    for (const [topology, { view }] of views) {
      if (topology === uri) continue;
      views.set(topology, { version: UNREAD, view });
      void publish(topology);
    }
  });
  documents.onDidClose(({ document: { uri } }) => {
    for (const file of marked.get(uri) ?? [uri]) void connection.sendDiagnostics({ uri: file, diagnostics: [] });
    marked.delete(uri);
    views.delete(uri);
  });

  connection.onCompletion(async ({ textDocument: { uri }, position }) => {
    const view = await viewAt(uri);
    return (view ? editor.offersAt(view, plainPosition(position)) : []).map(({ text, detail, range }, index) => ({
      label: text.replace(/: $/, ''),
      kind: text.endsWith(': ') ? CompletionItemKind.Property : CompletionItemKind.Value,
      ...(detail === undefined ? {} : { detail }),
      // The order of the program, not of the alphabet: the newest release comes first.
      sortText: String(index).padStart(4, '0'),
      textEdit: { range: lspRange(range), newText: text },
    }));
  });
  connection.onHover(async ({ textDocument: { uri }, position }) => {
    const view = await viewAt(uri);
    const hover = view && editor.hoverAt(view, plainPosition(position));
    return hover ? { contents: { kind: MarkupKind.Markdown, value: hover.text }, range: lspRange(hover.range) } : null;
  });
  connection.languages.inlayHint.on(async ({ textDocument: { uri } }) => {
    const view = await viewAt(uri);
    return (view ? editor.hintsOf(view) : []).map(({ at, text }) => ({
      position: lspPosition(at),
      label: text,
      kind: InlayHintKind.Type,
      paddingLeft: true,
    }));
  });
  connection.onDocumentSymbol(async ({ textDocument: { uri } }) => {
    const view = await viewAt(uri);
    return (view ? editor.occurrencesIn(view) : [])
      .filter(({ isDefinition }) => isDefinition)
      .map(({ kind, name, range }) => ({
        name,
        kind: kind === 'host' ? SymbolKind.Package : SymbolKind.Class,
        range: lspRange(range),
        selectionRange: lspRange(range),
      }));
  });

  const named = async (uri: string, position: LspPosition) => {
    const view = await viewAt(uri);
    return view && editor.namedAt(view, plainPosition(position));
  };
  connection.onDefinition(async ({ textDocument: { uri }, position }) => {
    const found = await named(uri, position);
    return (found?.all ?? [])
      .filter(({ isDefinition }) => isDefinition)
      .map(({ range }) => ({ uri, range: lspRange(range) }));
  });
  connection.onReferences(async ({ textDocument: { uri }, position, context }) => {
    const found = await named(uri, position);
    return (found?.all ?? [])
      .filter(({ isDefinition }) => context.includeDeclaration || !isDefinition)
      .map(({ range }) => ({ uri, range: lspRange(range) }));
  });
  connection.onPrepareRename(async ({ textDocument: { uri }, position }) => {
    const found = await named(uri, position);
    return found ? { range: lspRange(found.here.range), placeholder: found.here.name } : null;
  });
  connection.onRenameRequest(async ({ textDocument: { uri }, position, newName }) => {
    const found = await named(uri, position);
    if (!found) return null;
    if (!/^[A-Za-z_][A-Za-z0-9._-]{0,127}$/.test(newName) || /^(true|false|null|yes|no|on|off)$/i.test(newName))
      return new ResponseError(
        ErrorCodes.InvalidParams,
        'a name begins with a letter or an underscore and has letters, digits, dots, underscores and hyphens, at most 128',
      );
    return { changes: { [uri]: found.all.map(({ range }) => ({ range: lspRange(range), newText: newName })) } };
  });

  connection.onCodeAction(async ({ textDocument: { uri }, range, context }): Promise<CodeAction[]> => {
    const remedies = await remediesIn(uri, { start: plainPosition(range.start), end: plainPosition(range.end) });
    const actions = remedies.map(
      ({ remedy: { title, kind, clears, isPreferred }, changes }): CodeAction => ({
        title,
        kind: kind === 'fix-all' ? CodeActionKind.SourceFixAll : CodeActionKind.QuickFix,
        diagnostics: context.diagnostics.filter(({ data }) => clears.includes(String(data))),
        ...(isPreferred ? { isPreferred } : {}),
        edit: { changes },
      }),
    );
    const rules = new Set(context.diagnostics.flatMap(({ code }) => (typeof code === 'string' ? [code] : [])));
    const explanations = [...rules].map((rule): CodeAction => {
      const title = `Explain ${rule}`;
      return { title, kind: CodeActionKind.QuickFix, command: { title, command: EXPLAIN, arguments: [rule] } };
    });
    return [...actions, ...explanations].filter(
      ({ kind = '' }) => context.only === undefined || context.only.some((only) => kind.startsWith(only)),
    );
  });
  connection.onExecuteCommand(({ command, arguments: [rule] = [] }) => {
    if (command === EXPLAIN) connection.window.showInformationMessage(editor.explain(String(rule)));
  });

  documents.listen(connection);
  connection.listen();
  return new Promise((done) => {
    connection.onExit(() => done());
  });
}
