import { fileURLToPath } from 'node:url';
import {
  type Diagnostic,
  DiagnosticSeverity,
  type Position as LspPosition,
  type Range as LspRange,
  type TextEdit,
} from 'vscode-languageserver/node';
import type { Remedy } from '../editor/remedies.js';
import type { Position, Range, Severity } from '../model/finding.js';
import type { Finding } from '../model/report.js';

const SEVERITY: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

/** Changes of texts as editors take them. */
export function changesOf(edits: Remedy['edits'], uriOf: (file: string) => string): Record<string, TextEdit[]> {
  const changes: Record<string, TextEdit[]> = {};
  for (const { file, range, text } of edits) {
    const uri = uriOf(file);
    changes[uri] = [...(changes[uri] ?? []), { range: lspRange(range), newText: text }];
  }
  return changes;
}

/** The path that a URI names; undefined if it names no file on this machine: an unsaved text, a file of another host, or a malformed URI. */
export function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

export function diagnosticOf(finding: Finding, uriOf: (file: string) => string): Diagnostic {
  const { rule, severity, message, range, related, notes, fingerprint } = finding;
  return {
    range: lspRange(range),
    severity: SEVERITY[severity],
    source: 'wso2-topology',
    code: rule,
    message: [message, ...notes].join('\n'),
    data: fingerprint,
    relatedInformation: related.map((place) => ({
      location: { uri: uriOf(place.file), range: lspRange(place.range) },
      message: place.label,
    })),
  };
}

export function lspPosition({ line, column }: Position): LspPosition {
  return { line: line - 1, character: column - 1 };
}

export function lspRange({ start, end }: Range): LspRange {
  return { start: lspPosition(start), end: lspPosition(end) };
}

export function plainPosition({ line, character }: LspPosition): Position {
  return { line: line + 1, column: character + 1 };
}
