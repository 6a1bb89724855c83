import { relative, sep } from 'node:path';
import { packagedCatalogue } from '../../catalogue/files.js';
import { offersAt } from '../../editor/completion.js';
import { hintsOf } from '../../editor/hints.js';
import { hoverAt } from '../../editor/hover.js';
import { namedAt, occurrencesIn } from '../../editor/names.js';
import { remediesAt } from '../../editor/remedies.js';
import { viewOf } from '../../editor/view.js';
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
      view: async (path, text, before) =>
        // Half a line can hide what makes a text a topology.
        before || looksLikeTopology(new TextEncoder().encode(text))
          ? viewOf(await withFiles({ file: relative(cwd, path).split(sep).join('/'), text }, cwd), catalogue, before)
          : undefined,
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

/** A topology with the configuration files that its nodes point at. */
async function withFiles(input: Input, cwd: string): Promise<Input> {
  const paths = configPathsOf(input, DEFAULT_LIMITS);
  if (paths.size === 0) return input;
  const { readConfigurations } = await import('./configurations.js');
  return readConfigurations([{ input, paths }], undefined, { cwd }).inputs[0] ?? input;
}
