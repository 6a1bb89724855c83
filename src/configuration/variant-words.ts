/** Words that distinguish versions of one thing, not things: states of a file, environments, sizes, databases. `sandbox` is a gateway beside `production`. */
const VARIANT =
  /^(final|old|new|backup|bak|copy|orig|original|sample|example|template|default|base|min|minimal|full|small|large|simple|local|demo|ci|dev|devel|development|test|testing|qa|uat|sit|stg|stage|staging|preprod|prod|production|mysql|mssql|oracle|ora|postgres|postgresql|mariadb|db2|h2|v?\d+(\.\d+)+.*)$/;

/** The words of a name in lower case. */
function wordsOf(name: string): string[] {
  return name
    .toLowerCase()
    .split(/[-_ ]+/)
    .filter((word) => word !== '');
}

/** Returns the words of a name that distinguish variants of one thing. */
export function variantWords(name: string): string[] {
  return wordsOf(name).filter((word) => VARIANT.test(word));
}

/** Returns a name without the words that distinguish variants; all of it where nothing else is left. */
export function stemOf(name: string): string {
  const words = wordsOf(name);
  const telling = words.filter((word) => !VARIANT.test(word));
  return (telling.length > 0 ? telling : words).join('-');
}

/** Returns whether a name has no word that distinguishes things. */
export function isVariantName(name: string): boolean {
  return wordsOf(name).every((word) => VARIANT.test(word));
}
