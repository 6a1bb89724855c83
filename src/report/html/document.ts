import type { Report } from '../../model/report.js';
import { sha256Of } from '../../values/sha256.js';
import { type Content, Markup, html as markup } from './markup.js';
import { SCRIPT } from './script.js';
import { STYLE } from './style.js';

/** Should anything slip through the escaping, the browser still loads nothing and runs only this script. */
function policyOf({ style, script, startsItself = false }: Parts): string {
  const workers = startsItself ? ' worker-src blob:;' : '';
  return `default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(script)};${workers} base-uri 'none'; form-action 'none'`;
}

/** The style and the script of a page. */
export interface Parts {
  readonly style: string;
  readonly script: string;
  /** Whether the script starts itself once more, as a worker. */
  readonly startsItself?: boolean;
}

/** A source of the Content Security Policy (https://www.w3.org/TR/CSP3/#grammardef-hash-source): this text and no other. */
function hashOf(text: string): string {
  return `'sha256-${btoa(String.fromCharCode(...sha256Of(text)))}'`;
}

/** Returns one file for a browser, a mail or a printer: nothing is loaded from elsewhere, and nothing is lost without the script. */
export function htmlDocument(
  tool: Report['tool'],
  title: Content,
  body: Content,
  parts: Parts = { style: STYLE, script: SCRIPT },
): string {
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${new Markup(policyOf(parts))}">
<meta name="generator" content="${tool.name} ${tool.version}">
<title>${tool.name}: ${title}</title>
<style>${new Markup(parts.style)}</style>
</head>
<body>
<main>
${body}</main>
<script>${new Markup(parts.script)}</script>
</body>
</html>
`.text;
}
