/** What comes in the place of a user, a password or a query in messages and lists. */
export const MARK = '***';
