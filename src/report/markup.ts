import { visible } from '../values/visible.js';

/** Text for an element or an attribute of XML 1.0 or HTML: shown, never obeyed, and of legal characters alone. */
export function markupText(text: string): string {
  return wellFormed(visible(text))
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Half a surrogate pair has no UTF-8; it becomes U+FFFD, as every writer of UTF-8 makes it. */
export function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd');
}
