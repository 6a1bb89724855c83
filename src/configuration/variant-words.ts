/** Words that tell versions of one thing apart, not things: states of a file, environments, sizes, databases. `sandbox` is a gateway beside `production`. */
const VARIANT =
  /^(final|old|new|backup|bak|copy|orig|original|sample|example|template|default|base|min|minimal|full|small|large|simple|local|demo|ci|dev|devel|development|test|testing|qa|uat|sit|stg|stage|staging|preprod|prod|production|mysql|mssql|oracle|ora|postgres|postgresql|mariadb|db2|h2|v?\d+(\.\d+)+.*)$/;

/** The words of a name in lower case. */
function wordsOf(name: string): string[] {
  return name
    .toLowerCase()
    .split(/[-_ ]+/)
    .filter((word) => word !== '');
}

/** The words of a name that tell variants of one thing apart. */
export function variantWords(name: string): string[] {
  return wordsOf(name).filter((word) => VARIANT.test(word));
}

/** A name without the words that tell variants apart; all of it where nothing else is left. */
export function stemOf(name: string): string {
  const words = wordsOf(name);
  const telling = words.filter((word) => !VARIANT.test(word));
  return (telling.length > 0 ? telling : words).join('-');
}

/** Whether a name has no word that tells things apart. */
export function isVariantName(name: string): boolean {
  return wordsOf(name).every((word) => VARIANT.test(word));
}
