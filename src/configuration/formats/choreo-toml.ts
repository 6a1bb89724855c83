import type { Format } from '../format.js';
import { tomlLeaves } from '../syntax/toml.js';
import { hint, structured } from './structured.js';

const reader = structured({
  id: 'config.toml',
  summary: 'config.toml of Choreo Connect: adapter, router and enforcer ports, control plane endpoints',
  names: /(^|\/)config[^/]*\.toml$/,
  leaves: tomlLeaves,
  more: (file, leaves) =>
    leaves[0]
      ? {
          hints: [
            hint(file, leaves[0], 'product', 'section', 'choreo-connect', 'tables [adapter], [router] and [enforcer]'),
          ],
        }
      : {},
});

/** Many programs have a config.toml; the three components of Choreo Connect share theirs. */
export const choreoToml: Format = {
  ...reader,
  accepts: (path, text) => reader.accepts(path, text) && /^\s*\[router/m.test(text) && /^\s*\[adapter/m.test(text),
};
