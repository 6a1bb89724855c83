import { describe, expect, it } from 'vitest';
import { check } from '../../src/pipeline/check.js';
import { inputsOf } from '../configuration/reading.js';
import { catalogue } from '../topology-builder.js';

function found(files: Readonly<Record<string, string>>) {
  const { findings } = check(inputsOf(files), { catalogue });
  return findings.filter(({ rule }) => rule === 'contradicting-evidence');
}

const service = (image: string) => `services:\n  node:\n    image: ${image}\n    volumes: ["./node:/conf"]\n`;
const carbon = (key: string, version: string) =>
  `<Server><ServerKey>${key}</ServerKey><Version>${version}</Version><Ports><Offset>0</Offset></Ports></Server>`;

describe('contradicting-evidence', () => {
  it('names both places: an image and a file of another product', () => {
    const files = { 'compose.yaml': service('wso2/wso2am:2.6.0'), 'node/conf/carbon.xml': carbon('IS', '5.7.0') };
    expect(found(files).map(({ data, file, related }) => [data.taken, data.other, file, related[0]?.file])).toEqual([
      ['wso2am', 'wso2is', 'node/conf/carbon.xml', 'compose.yaml'],
    ]);
  });

  it('is said of a release only where ports depend on it', () => {
    const files = (version: string) => ({
      'compose.yaml': service('wso2/wso2am:2.6.0'),
      'node/conf/carbon.xml': carbon('AM', version),
    });
    expect(found(files('1.10.0')).map(({ data }) => [data.aspect, data.other])).toEqual([['version', '1.10.0']]);
    expect(found(files('2.6.0'))).toEqual([]);
  });

  it('is silent where a runtime of a pack keeps the server key of the product that it is made of', () => {
    const files = {
      'compose.yaml': service('wso2/wso2ei-broker:6.6.0'),
      'node/conf/carbon.xml': carbon('MB', '3.2.0'),
    };
    expect(found(files)).toEqual([]);
  });
});
