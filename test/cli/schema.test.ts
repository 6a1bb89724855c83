import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { command } from './command.js';

type Json = Readonly<Record<string, unknown>>;

const schemaOf = (name: string): Json =>
  JSON.parse(readFileSync(new URL(`../../schemas/${name}.schema.json`, import.meta.url), 'utf8'));

const reportSchema = schemaOf('report');
const validate = new Ajv2020({
  allErrors: true,
  strict: true,
  strictRequired: false,
  strictTypes: false,
  allowUnionTypes: true,
}).compile(reportSchema);

/** Every object of a schema, with its place. */
function objectsIn(schema: unknown, at = '#'): readonly (readonly [string, Json])[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const nested = Object.entries(schema).flatMap(([key, value]) => objectsIn(value, `${at}/${key}`));
  return [[at, schema as Json], ...nested];
}

const RICH = `version: 1
name: rich
hosts:
  app1: { addresses: [10.0.0.5] }
  box: { on: app1, publish: ["8290:8290", "30000-30005:30000-30005"] }
  gw.internal: { occupied: [{ port: 9445, by: nginx }] }
  km.internal: {}
  tm1: {}
  tm2: {}
nodes:
  a: { host: app1, product: wso2mi, version: 4.2.0 }
  b: { host: app1, product: wso2mi, version: 4.2.0 }
  high: { host: app1, product: wso2is, version: 5.10.0, offset: 60000 }
  inside: { host: box, product: wso2mi, version: 4.2.0 }
  gateway: { host: gw.internal, product: wso2am, version: 2.6.0, profile: gateway-worker, offset: 2 }
  key-manager: { host: km.internal, product: wso2am, version: 2.6.0, profile: api-key-manager, offset: 5 }
  tm-1: { host: tm1, product: wso2am, version: 2.6.0, profile: traffic-manager }
  tm-2: { host: tm2, product: wso2am, version: 2.6.0, profile: traffic-manager }
ignore:
  - { rule: manual-edit, node: high, reason: done }
`;

/** A gateway that may dial so many key managers that the report does not list them all. */
const KEY_MANAGERS = Array.from({ length: 101 }, (_, index) => `km-${index}`);
const CROWDED = `version: 1
defaults: { product: wso2am, version: 2.6.0 }
hosts: { gw: {}, ${KEY_MANAGERS.map((id) => `${id}: {}`).join(', ')} }
nodes:
  gateway: { host: gw, profile: gateway-worker }
${KEY_MANAGERS.map((id) => `  ${id}: { host: ${id}, profile: api-key-manager }`).join('\n')}
`;

describe('schema', () => {
  it.each([[[]], [['topology']]])('%o prints the schema of topologies as one document for editors', async (args) => {
    const { code, stdout } = await command('schema', ...args);
    const printed = JSON.parse(stdout);
    const published = schemaOf('topology');
    expect([code, printed.$id, printed.properties.nodes]).toEqual([
      0,
      published.$id,
      (published as { properties: Json }).properties.nodes,
    ]);
    const references = objectsIn(printed).flatMap(([, part]) => (typeof part.$ref === 'string' ? [part.$ref] : []));
    const names = Object.keys(printed.$defs);
    expect(
      references
        .map((reference) => reference.split('/'))
        .filter(([start, , name = '']) => start !== '#' || !names.includes(name)),
    ).toEqual([]);
    const validate = new Ajv2020({ strict: false }).compile(printed);
    for (const [file, verdict] of [
      ['topologies/containers.yaml', true],
      ['schemas/topology.schema.json', false],
    ] as const)
      expect([file, validate(parse(readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8')))]).toEqual([
        file,
        verdict,
      ]);
  });

  it.each([
    [['report'], 'report'],
    [['product'], 'product'],
  ])('%o prints the published schema of the %s', async (args, name) => {
    const { code, stdout } = await command('schema', ...args);
    expect([code, JSON.parse(stdout)]).toEqual([0, schemaOf(name)]);
  });

  it('knows no other', async () => {
    const { code, stdout, stderr } = await command('schema', 'finding');
    expect([code, stdout, stderr.trimEnd().split('\n').length]).toEqual([2, '', 1]);
  });
});

describe('report.schema.json', () => {
  it.each([
    ['a report with everything in it', RICH],
    ['a report of a broken file', 'a: [\n'],
    ['a report of an empty plan', 'version: 1\nhosts: {}\nnodes: {}\n'],
  ])('describes %s', async (_, text) => {
    const { stdout } = await command('check', 'x.yaml', '--format', 'json', { files: { 'x.yaml': text } });
    expect([validate(JSON.parse(stdout)), validate.errors]).toEqual([true, null]);
  });

  it('is exercised by a rich report and a crowded one: nothing optional is left out', async () => {
    const { stdout } = await command('check', 'x.yaml', '--format', 'json', { files: { 'x.yaml': RICH } });
    const { findings, suppressed, deployments } = JSON.parse(stdout);
    const [{ published, links, hosts, listeners }] = deployments;
    const keys = (entries: readonly Json[]) => new Set(entries.flatMap((entry) => Object.keys(entry)));
    const properties = (name: string) =>
      new Set(Object.keys((reportSchema.$defs as Record<string, { properties: object }>)[name]?.properties ?? {}));
    expect([suppressed.length > 0, findings.some(({ fixes }: { fixes: Json[] }) => fixes.length > 0)]).toEqual([
      true,
      true,
    ]);
    expect(keys(published)).toEqual(properties('published'));
    const crowded = await command('check', 'x.yaml', '--format', 'json', { files: { 'x.yaml': CROWDED } });
    expect(keys([...links, ...JSON.parse(crowded.stdout).deployments[0].links])).toEqual(properties('link'));
    expect(keys(hosts)).toEqual(properties('host'));
    expect(keys(listeners)).toEqual(properties('listener'));
    expect(new Set(listeners.map(({ status }: Json) => status))).toEqual(
      new Set(['ok', 'collision', 'occupied', 'out-of-range']),
    );
  });

  it.each(['findings', 'deployments', 'summary'])('rejects a further key in %s', async (part) => {
    const { stdout } = await command('check', 'x.yaml', '--format', 'json', { files: { 'x.yaml': RICH } });
    const report = JSON.parse(stdout);
    const target = Array.isArray(report[part]) ? report[part][0] : report[part];
    target.surprise = 1;
    expect(validate(report)).toBe(false);
  });

  it('closes every object but data', () => {
    const open = objectsIn(reportSchema).filter(
      ([, schema]) => schema.type === 'object' && schema.additionalProperties !== false,
    );
    expect(open.map(([at]) => at)).toEqual(['#/$defs/findingFields', '#/$defs/findingFields/properties/data']);
  });

  it('describes every property', () => {
    const silent = objectsIn(reportSchema).flatMap(([at, { properties }]) =>
      Object.entries((properties ?? {}) as Record<string, Json>)
        .filter(([, property]) => typeof property.description !== 'string')
        .map(([name]) => `${at}/${name}`),
    );
    expect(silent).toEqual([]);
  });
});
