import { describe, expect, it } from 'vitest';
import { check } from '../../src/pipeline/check.js';
import { catalogue } from '../topology-builder.js';

const text = (node: string, head = '') =>
  `version: 1\n${head}hosts: { h1: {} }\nnodes: { ${node}: { host: h1, product: wso2mi, version: 4.2.0 } }\n`;

/** Ids of the rules that are broken, for two files of two folders. */
function rules(head: string, folder = 'plans'): readonly string[] {
  const inputs = [
    { file: 'plans/a.yaml', text: text('a', head) },
    { file: `${folder}/b.yaml`, text: text('b') },
  ];
  return check(inputs, { catalogue }).findings.map(({ rule }) => rule);
}

describe('together: true in a file', () => {
  it('makes one plan of the files of its folder', () => {
    expect(rules('together: true\n')).toEqual(['port-collision']);
  });

  it.each([
    ['is not written', '', 'plans'],
    ['is written in another folder', 'together: true\n', 'others'],
  ])('files are plans of their own where it %s', (_, head, folder) =>
    expect(rules(head, folder)).toEqual(['shared-host']),
  );
});
