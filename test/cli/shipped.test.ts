import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/report/registry.js';
import { commandOf } from './command.js';

const NAME = 'plan é 🚀.yaml';
const PLAN = `version: 1
name: "a — b · 漢字 <i>"
hosts: { app1: {} }
nodes:
  a: { host: app1, product: wso2am, version: 4.2.0 } # — é 🚀
  b: { host: app1, product: wso2mi, version: 4.2.0, offset: 0 }
`;
const world = { files: { [NAME]: PLAN, 'broken.yaml': `${PLAN}ключ: 1\n` } };

describe('the built program writes byte for byte what the sources write', () => {
  it.each([...FORMATS.map((format) => `check --format ${format}`), 'ports --format html', 'flows', 'config', 'fix'])(
    '%s',
    async (line) => {
      await expectSame(...line.split(' '), NAME);
    },
  );

  it.each([
    'diff broken.yaml broken.yaml',
    'check --format html broken.yaml',
    'catalog wso2am 4.2.0',
    'explain port-collision',
    'init',
    '--help',
  ])('%s', async (line) => {
    await expectSame(...line.split(' '));
  });
});

async function expectSame(...args: readonly string[]) {
  const shipped = await commandOf('shipped', ...args, world);
  expect(shipped).toEqual(await commandOf('sources', ...args, world));
  expect(shipped.stdout.length).toBeGreaterThan(0);
}
