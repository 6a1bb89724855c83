import { structured } from '../structured.js';

export const userStoreXml = structured({
  id: 'user-store',
  title: 'user stores that were added in the console: the directory or database that they dial',
  files: /(^|\/)userstores\/[^/]+\.xml$/,
  survivesToml: true,
  part: 'supporting',
});
