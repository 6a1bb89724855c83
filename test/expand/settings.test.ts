import { describe, expect, it } from 'vitest';
import { settingPlace, tomlFileOf } from '../../src/expand/settings.js';

const xml = 'repository/conf/carbon.xml: Server/Ports/Offset';
const toml = '[server] offset';
const yaml = 'wso2.carbon: ports: offset';

describe('where a person edits a value', () => {
  it.each([
    [{ xml, toml }, 'xml', { file: 'repository/conf/carbon.xml', setting: 'Server/Ports/Offset' }],
    [{ xml, toml }, 'toml', { file: 'deployment.toml', setting: '[server] offset' }],
    [{ xml }, 'toml', { file: 'repository/conf/carbon.xml', setting: 'Server/Ports/Offset' }],
    [{ toml }, 'xml', { file: 'deployment.toml', setting: '[server] offset' }],
    [
      { yaml: 'conf/server/deployment.yaml: offset' },
      'yaml',
      { file: 'conf/server/deployment.yaml', setting: 'offset' },
    ],
    [{ yaml: 'offset' }, 'yaml', { file: 'conf/deployment.yaml', setting: 'offset' }],
    [{ xml: 'repository/conf/jndi.properties' }, 'xml', { file: 'repository/conf/jndi.properties', setting: '' }],
    [{ jvm: '-DportOffset' }, 'xml', undefined],
    [{}, 'toml', undefined],
  ] as const)('%o by %s', (settings, model, place) => {
    expect(settingPlace(settings, model, 'deployment.toml')).toEqual(place);
  });

  it('keeps colons in an element', () => {
    expect(settingPlace({ yaml: `conf/deployment.yaml: ${yaml}` }, 'yaml', '')).toEqual({
      file: 'conf/deployment.yaml',
      setting: yaml,
    });
  });
});

it.each([
  [[{ xml: 'repository/conf/carbon.xml: x' }], 'repository/conf/deployment.toml'],
  [[{ toml }, { xml: 'conf/synapse.properties: x' }], 'conf/deployment.toml'],
  [[], 'repository/conf/deployment.toml'],
])('the TOML file stands beside the other files of the product', (places, file) => {
  expect(tomlFileOf({}, places)).toBe(file);
});
