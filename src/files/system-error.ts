/** The code of an error of the operating system, `ENOENT` or the like. Anything else is a bug, and thrown again. */
export function systemCode(error: unknown): string {
  if (error instanceof Error && 'code' in error) return String(error.code);
  throw error;
}
