import { relative, sep } from 'node:path';
import { packagedCatalogue } from '../../catalogue/files.js';
import { offersAt } from '../../editor/completion.js';
import { hintsOf } from '../../editor/hints.js';
import { hoverAt } from '../../editor/hover.js';
import { namedAt, occurrencesIn } from '../../editor/names.js';
import { remediesAt } from '../../editor/remedies.js';
import { type View, viewOf } from '../../editor/view.js';
import { looksLikeTopology } from '../../files/read.js';
import { TOOL } from '../../generated/tool.js';
import { configPathsOf } from '../../load/config-paths.js';
import { DEFAULT_LIMITS } from '../../load/limits.js';
import type { Input } from '../../model/input.js';
import { ruleText } from '../../report/explain/text.js';
import { ruleById } from '../../rules/index.js';
import { EXIT, type Io } from '../io.js';

/** Runs `lsp` until the editor ends the session; resolves to the exit code. */
export async function lsp({ cwd, streams }: Io): Promise<number> {
  const { serve } = await import('../../lsp/server.js');
  const catalogue = packagedCatalogue();
  const described = packagedCatalogue('described');
  await serve(
    {
      cwd,
      view: async (path, text, before) => {
        // Half a line can hide what makes a text a topology.
        if (!before && !looksLikeTopology(new TextEncoder().encode(text))) return undefined;
        const { input, textOf } = await withFiles({ file: relative(cwd, path).split(sep).join('/'), text }, cwd);
        return viewOf(input, catalogue, before, textOf);
      },
      offersAt,
      // Sources are shown here alone.
      hoverAt: (view, position) => hoverAt({ ...view, catalogue: described }, position),
      hintsOf,
      occurrencesIn,
      namedAt,
      remediesAt,
      explain: (id) => {
        const rule = ruleById(id);
        return rule ? ruleText(rule, { color: false, width: 0 }) : `there is no rule ${id}`;
      },
    },
    TOOL.version,
    streams,
  );
  return EXIT.clean;
}

/** A topology with the configuration files that its nodes point at, and their texts. */
async function withFiles(
  input: Input,
  cwd: string,
): Promise<{ readonly input: Input; readonly textOf: View['productOf'] }> {
  const paths = configPathsOf(input, DEFAULT_LIMITS);
  if (paths.size === 0) return { input, textOf: () => undefined };
  const { readConfigurations } = await import('./configurations.js');
  const { inputs, textOf } = readConfigurations([{ input, paths }], undefined, { cwd });
  return { input: inputs[0] ?? input, textOf };
}
