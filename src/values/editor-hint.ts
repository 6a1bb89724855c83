/**
 * Comments for the top of a new topology: how an editor gets the schema. No server offers it, so it is a file. The last words must
 * not begin a line: an editor would look for a file that is not there yet.
 */
export const EDITOR_HINT = [
  '# For completion in an editor: wso2-topology schema > topology.schema.json, and as the first line of this',
  '# file: # yaml-language-server: $schema=topology.schema.json',
] as const;
