import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { session } from './session.js';

const folder = mkdtempSync(join(tmpdir(), 'wso2-topology-mcp-'));
const server = session(['mcp'], folder);
const client = new Client({ name: 'test', version: '0' });

const PLAN = `version: 1
hosts: { app1: {} }
nodes:
  first: { host: app1, product: wso2mi, version: 4.2.0 }
  second: { host: app1, product: wso2mi, version: 4.2.0 }
`;

beforeAll(async () => {
  writeFileSync(join(folder, 'plan.yaml'), PLAN);
  mkdirSync(join(folder, 'conf'));
  writeFileSync(join(folder, 'conf/deployment.toml'), '[server]\noffset = 3\n');
  // Messages are lines in both directions, so that the transport of a server serves a client as well.
  await client.connect(new StdioServerTransport(server.output, server.input));
  // The client checks answers against schemas that it has listed.
  await client.listTools();
});
afterAll(async () => {
  await client.close();
  server.kill();
  rmSync(folder, { recursive: true, force: true });
});

async function call(name: string, given: Record<string, unknown>) {
  const { content, structuredContent, isError } = await client.callTool({ name, arguments: given });
  const [first] = content as { text: string }[];
  return { text: first?.text ?? '', data: structuredContent as Record<string, unknown>, isError: isError === true };
}

describe('the server for assistants', () => {
  it('offers six tools that only read', async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(['check', 'fix', 'flows', 'import', 'catalog', 'explain']);
    expect(tools.every(({ annotations }) => annotations?.readOnlyHint)).toBe(true);
  });

  it('checks a file, and answers in the form of the report', async () => {
    const { data, text } = await call('check', { paths: ['plan.yaml'] });
    const [finding] = data.findings as { rule: string; fixes: { edits: unknown[] }[] }[];
    expect([finding?.rule, finding?.fixes[0]?.edits.length, JSON.parse(text)]).toEqual(['port-collision', 1, data]);
  });

  it('checks a text that stands in no file', async () => {
    const { data } = await call('check', { text: PLAN.replace('second: {', 'second: { offset: 20,') });
    expect(data.findings).toEqual([]);
  });

  it('corrects without writing', async () => {
    const { data } = await call('fix', { paths: ['plan.yaml'] });
    expect((data.edits as unknown[]).length).toBe(1);
    expect(readFileSync(join(folder, 'plan.yaml'), 'utf8')).toBe(PLAN);
  });

  it('lists connections', async () => {
    expect((await call('flows', { paths: ['plan.yaml'] })).data.flowsVersion).toBe(1);
  });

  it('builds a topology from configuration', async () => {
    const { data } = await call('import', { paths: ['conf'], product: 'wso2mi', version: '4.2.0' });
    expect(data.topology).toContain('product: wso2mi');
  });

  it('opens the catalogue', async () => {
    const { text } = await call('catalog', { product: 'wso2mi', version: '4.2.0' });
    expect(text).toContain('passthrough-http');
  });

  it('explains a rule', async () => {
    expect((await call('explain', { name: 'port-collision' })).data.rule).toBe('port-collision');
  });

  it.each([
    ['check', { paths: ['nowhere.yaml'] }, 'nowhere.yaml'],
    ['explain', { name: 'port-colision' }, 'did you mean "port-collision"'],
    ['catalog', { product: '--help' }, '--help'],
    ['delete', {}, 'there is no tool delete; there are check, fix'],
    ['check', { paths: 'plan.yaml' }, 'paths of check must be a list of texts'],
    ['check', { paths: ['plan.yaml', null] }, 'paths of check must be a list of texts'],
    ['fix', { paths: [] }, 'paths of fix must be a list of texts'],
    ['flows', { text: 7 }, 'text of flows must be a text'],
    ['fix', { together: 'yes' }, 'together of fix must be true or false'],
    ['fix', { write: true }, 'fix takes no write; it takes paths, text, together'],
    ['fix', { ['w'.repeat(1000)]: true }, 'fix takes no argument of that name; it takes paths'],
    ['x\u001b[31m', {}, 'there is no tool of that name; there are check'],
    ['check', { paths: ['p'.repeat(5000)] }, 'paths of check is longer than 4096 characters'],
    ['check', { paths: ['../\u009b31m'] }, '../\\x9b31m leads out of the folder'],
    ['import', {}, 'import needs paths'],
    ['catalog', { version: '4.2.0' }, 'catalog needs product'],
  ])('says why %s %o cannot be answered', async (name, given, reason) => {
    const { isError, text } = await call(name, given);
    expect([isError, text.includes(reason), /\n {4}at /.test(text)]).toEqual([true, true, false]);
  });

  it('takes a path that looks like an option for a path', async () => {
    const { text } = await call('check', { paths: ['--output=json=stolen.json', 'plan.yaml'] });
    expect([text.includes('cannot read'), existsSync(join(folder, 'stolen.json'))]).toEqual([true, false]);
  });
});
