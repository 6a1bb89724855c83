import { expect, it } from 'vitest';
import { placesOf } from '../../src/report/describe.js';

it('places are named by the last part of a setting, once each, and by the file alone where the value is a key', () => {
  const change = (file: string, setting: string) => ({ node: 'gw', file, setting, to: 'x:9443' });
  expect(placesOf([change('a.xml', 'A/B'), change('a.xml', 'A/B'), change('deployment.yaml', '')])).toBe(
    'B in a.xml; in deployment.yaml',
  );
  const many = ['A', 'B', 'C', 'D'].map((setting) => change('a.xml', setting));
  expect(placesOf(many)).toBe('A in a.xml; B in a.xml; C in a.xml; and 1 more');
});
