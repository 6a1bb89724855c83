import { expect, it } from 'vitest';
import { present } from '../../src/values/present.js';

it('properties that are undefined are dropped, others stay in their order', () => {
  const port: number | undefined = [8080].at(1);
  expect(Object.entries(present({ host: 'app1', port, offset: 0, label: '', off: false, by: null }))).toEqual([
    ['host', 'app1'],
    ['offset', 0],
    ['label', ''],
    ['off', false],
    ['by', null],
  ]);
});

it('the compiler knows which properties may be missing', () => {
  const { host, port } = present({ host: 'app1', port: [8080].at(0) });
  const certain: string = host;
  // @ts-expect-error: the port may be missing.
  const uncertain: number = port;
  expect([certain, uncertain]).toEqual(['app1', 8080]);
});
