import type { Readable, Writable } from 'node:stream';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { CallToolRequestSchema, type CallToolResult, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { type Arguments, mistakeIn, named, TOOLS } from './tools.js';

/** What a command line answered. */
interface Answer {
  /** 0 nothing found, 1 findings, 2 could not run. */
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The program behind the server. */
export interface Program {
  /** Runs a command line with a text as standard input. */
  run(args: readonly string[], stdin: string): Promise<Answer>;
  /** Whether a path leads out of the folder in which the server was started. */
  leadsOut(path: string): boolean;
  /** A text without control characters. */
  shown(text: string): string;
}

/**
 * Serves the tools over standard input and output until the client closes them. Each call is a command line of this program, so that
 * both always give one answer.
 * @param reportSchema the schema of what `check` returns
 */
export async function serve(
  { name, version }: { readonly name: string; readonly version: string },
  reportSchema: Readonly<Record<string, unknown>>,
  { run, leadsOut, shown }: Program,
  { input, output }: { readonly input: Readable; readonly output: Writable },
): Promise<void> {
  const server = new Server({ name, version }, { capabilities: { tools: {} } });
  // Clients know the draft by themselves, and not every one of them the address of its schema.
  const { $schema: _, $id: _id, ...checkOutput } = reportSchema;
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: TOOLS.map((tool) => ({
      name: tool.name,
      description: tool.description,
      inputSchema: tool.input,
      ...(tool.name === 'check' ? { outputSchema: checkOutput as { type: 'object' } } : {}),
      annotations: { readOnlyHint: true, openWorldHint: false, idempotentHint: true },
    })),
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
    const tool = TOOLS.find((each) => each.name === params.name);
    if (!tool)
      return failure(
        `there is no tool ${named(params.name, 'of that name')}; there are ${TOOLS.map((each) => each.name).join(', ')}`,
      );
    const mistake = mistakeIn(params.arguments ?? {}, tool);
    if (mistake !== undefined) return failure(mistake);
    const given: Arguments = params.arguments ?? {};
    const stray = given.paths?.find(leadsOut);
    if (stray !== undefined)
      return failure(
        `${shown(stray)} leads out of the folder in which the server was started; start it in a wider one`,
      );
    const answer = await run(tool.command(given), given.text ?? '');
    // A report of the readable part does not answer the question.
    if (answer.code === 2) return failure(`${answer.stderr}${answer.stdout}`.trim());
    const structured =
      tool.textKey === undefined
        ? (JSON.parse(answer.stdout) as Record<string, unknown> | unknown[])
        : { [tool.textKey]: answer.stdout, notes: answer.stderr.split('\n').filter((line) => line !== '') };
    return {
      content: [
        { type: 'text', text: tool.textKey === undefined ? answer.stdout : `${answer.stdout}${answer.stderr}` },
      ],
      structuredContent: Array.isArray(structured) ? { items: structured } : structured,
    };
  });
  const transport = new StdioServerTransport(input, output);
  const closed = new Promise<void>((resolve) => {
    server.onclose = resolve;
  });
  await server.connect(transport);
  await closed;
}

function failure(text: string): CallToolResult {
  return { content: [{ type: 'text', text }], isError: true };
}
