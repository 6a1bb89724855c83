import type { Report } from '../../model/report.js';
import { type Content, Markup, html as markup } from './markup.js';
import { STYLE } from './style.js';

/** Should anything slip through the escaping, the browser still loads and runs nothing. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** One file for a browser, a mail or a printer: no script, nothing loaded from elsewhere. */
export function htmlDocument(tool: Report['tool'], title: Content, body: Content): string {
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${new Markup(POLICY)}">
<meta name="generator" content="${tool.name} ${tool.version}">
<title>${tool.name}: ${title}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<main>
${body}</main>
</body>
</html>
`.text;
}
