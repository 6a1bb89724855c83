import { ofFormat, structured } from '../structured.js';
import { tomlLeaves } from '../syntax/toml.js';

export const choreoToml = structured({
  id: 'config.toml',
  title: 'config.toml of Choreo Connect: adapter, router and enforcer ports, control plane endpoints',
  files: /(^|\/)config[^/]*\.toml$/,
  // Many programs have a config.toml; the three components of Choreo Connect share theirs.
  recognises: (text) => /^[ \t]*\[router/m.test(text) && /^[ \t]*\[adapter/m.test(text),
  survivesToml: true,
  part: 'main',
  leaves: tomlLeaves,
  more: (file, [first]) => ofFormat('config.toml', file, first, 'tables [adapter], [router] and [enforcer]'),
});
