import { resolve } from 'node:path';
import { isBelow } from '../../files/root.js';
import { TOOL } from '../../generated/tool.js';
import type { Program } from '../../mcp/server.js';
import { visible } from '../../values/visible.js';
import type { Context } from '../context.js';
import { EXIT } from '../io.js';

/** Runs `mcp` until the client ends the session; resolves to the exit code. */
export async function mcp({ io, run }: Context): Promise<number> {
  const [{ serve }, { default: reportSchema }] = await Promise.all([
    import('../../mcp/server.js'),
    import('../../../schemas/report.schema.json', { with: { type: 'json' } }),
  ]);
  const answer: Program['run'] = async (args, stdin) => {
    const printed = { stdout: '', stderr: '' };
    const code = await run(args, {
      ...io,
      stdout: (text) => {
        printed.stdout += text;
      },
      stderr: (text) => {
        printed.stderr += text;
      },
      stdin: async (maxBytes) => new TextEncoder().encode(stdin).subarray(0, maxBytes + 1),
      // The output of a call is for a program, wherever the server itself was started.
      env: {},
      terminal: { stdout: false, stderr: false, columns: undefined },
    });
    return { code, ...printed };
  };
  // An assistant may have been told by a file to read others. What precedes an equals sign may name a node.
  const leadsOut = (path: string) =>
    [path, path.replace(/^[^=]*=/, '')].some((each) => !isBelow(resolve(io.cwd, each), io.cwd));
  await serve(TOOL, reportSchema, { run: answer, leadsOut, shown: visible }, io.streams);
  return EXIT.clean;
}
