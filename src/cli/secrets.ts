const SECRET_WORD =
  /pass(word|phrase|wd)|pwd|secret|token["']?\s*[=:>]|credential|key_?store|trust_?store|private|api_?key/i;

/** User and password in front of a host, up to the last `@` of the word; Oracle's URLs have them without slashes. */
const CREDENTIALS = /(:\/\/|jdbc:oracle:\w+:)([^\s"'<>]*)@/g;

/**
 * A configuration text that may be quoted in a report: credentials inside addresses are starred out, and lines that speak of a
 * secret are left empty. Lines and columns stay where they are.
 */
export function withoutSecrets(text: string): string {
  return text
    .replace(/[^\r\n]+/g, (line) => (SECRET_WORD.test(line) ? '' : line))
    .replace(CREDENTIALS, (_, start: string, credentials: string) => `${start}${'*'.repeat(credentials.length)}@`);
}
