/** The name of a text that has none: readers know most files by their name. The reader can change it. */
const KINDS: readonly { readonly is: (text: string) => boolean; readonly name: string }[] = [
  {
    is: (text) => /^[ \t]*["']?nodes["']?[ \t]*:/m.test(text) && /^[ \t]*["']?hosts["']?[ \t]*:/m.test(text),
    name: 'topology.yaml',
  },
  { is: (text) => /^apiVersion[ \t]*:/m.test(text) && /^kind[ \t]*:/m.test(text), name: 'manifests.yaml' },
  { is: (text) => /^services[ \t]*:/m.test(text), name: 'compose.yaml' },
  { is: (text) => /^\s*<\?xml|^\s*<Server\b/.test(text), name: 'repository/conf/carbon.xml' },
  { is: (text) => /^\[{1,2}[\w.-]+\]{1,2}[ \t]*(?:#.*)?$/m.test(text), name: 'repository/conf/deployment.toml' },
  { is: (text) => /^wso2\.[\w.]+[ \t]*:/m.test(text), name: 'conf/deployment.yaml' },
];

/** Returns the name that a pasted text gets. */
export function nameFor(text: string): string {
  return KINDS.find(({ is }) => is(text))?.name ?? 'topology.yaml';
}
