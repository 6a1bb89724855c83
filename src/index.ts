import { packagedCatalogue } from './catalogue/files.js';

export function loadCatalogue() { return packagedCatalogue(); }
export { run } from './run.js';
