import { describe, expect, it } from 'vitest';
import {
  isGeneric,
  productOfFormat,
  productOfHome,
  productOfName,
  productOfServer,
  productOfServerKey,
  productOfTomlFolder,
  productsCalled,
  productsMeant,
  profileOfImage,
  runtimesOf,
  tomlMarks,
} from '../../src/catalogue/recognition.js';
import { FORMATS } from '../../src/configuration/formats/index.js';
import { readProducts } from './product-files.js';

const products = readProducts().map(({ product }) => product);
const ids = products.map(({ id }) => id);

describe('the products that people mean by a name', () => {
  it.each([
    ['wso2am', ['wso2am']],
    ['WSO2 API Manager', ['wso2am']],
    ['am', ['wso2am']],
    ['apim', ['wso2am']],
    ['wso2apim', ['wso2am']],
    ['wso2-apim', ['wso2am']],
    ['api_manager', ['wso2am']],
    ['is', ['wso2is']],
    ['identity server', ['wso2is']],
    ['iskm', ['wso2is-km']],
    ['mi', ['wso2mi']],
    ['Micro Integrator', ['wso2mi']],
    ['das', ['wso2das']],
    ['esb', ['wso2esb']],
    ['mb', ['wso2mb']],
    ['si', ['wso2si']],
    ['acp', ['wso2am-acp']],
    ['bps', ['wso2bps']],
  ])('%s is one', (name, expected) => expect(productsCalled(name)).toEqual(expected));

  it.each(['ei', 'wso2ei', 'Enterprise Integrator'])('%s is every runtime of the pack', (name) => {
    expect(productsCalled(name)).toEqual(ids.filter((id) => id.startsWith('wso2ei-')));
  });

  it.each(['sp', 'stream-processor'])('%s is every runtime of Stream Processor', (name) => {
    expect(productsCalled(name)).toEqual(ids.filter((id) => id.startsWith('wso2sp-')));
  });

  it.each(['', 'wso2', 'gateway', 'nginx'])('%j is none', (name) => expect(productsCalled(name)).toEqual([]));

  it('are found by every id', () => {
    expect(ids.filter((id) => productsCalled(id).join() !== id)).toEqual([]);
  });
});

describe('the product of a misspelt name', () => {
  it.each([
    ['ws02am', 'wso2am'],
    ['wos2-is', 'wso2is'],
    ['wso2apimm', 'wso2am'],
    ['micro-intergator', 'wso2mi'],
    ['wso2is_km', 'wso2is-km'],
    ['ngnix', 'nginx'],
    ['sp-wrker', 'wso2sp-worker'],
  ])('%s is %s', (name, id) => expect(productsMeant(name, [...ids, 'nginx'])).toEqual([id]));

  it.each(['wso2am-gw', 'wso2apm', 'wso2an', 'wso2ia', 'foo', 'wso2', 'w'])(
    '%s is none: other products are called alike',
    (name) => expect(productsMeant(name, ids)).toEqual([]),
  );

  it('is not a product that is not there', () => expect(productsMeant('apim', ['nginx'])).toEqual([]));
});

describe('a product is recognised', () => {
  it.each([
    ['apim', 'wso2am'],
    ['wso2am_analytics', 'wso2am-analytics'],
    ['is-as-km', 'wso2is-km|wso2is'],
    ['choreo-connect-router', 'choreo-connect'],
    ['nginx', undefined],
  ])('by the name of an image: %s', (name, product) => expect(productOfName(name)).toBe(product));

  it('by the name of an image together with its profile', () => {
    expect(profileOfImage('docker.io/wso2/choreo-connect-enforcer:1.2.0')).toBe('enforcer');
    expect(profileOfImage('wso2/wso2am:4.2.0')).toBeUndefined();
  });

  it.each([
    ['AM', 'WSO2 API Manager', 'wso2am'],
    ['IS', 'WSO2 Identity Server', 'wso2is'],
    ['IS', 'WSO2 Identity Server as Key Manager', 'wso2is-km'],
    ['EI', 'WSO2 Enterprise Integrator', 'wso2ei-integrator'],
    ['EI', 'WSO2 Enterprise Integrator-Analytics', 'wso2ei-analytics'],
    ['EI', 'WSO2 Micro Integrator', 'wso2ei-micro-integrator'],
    ['GREG', '', 'wso2greg'],
    ['XX', 'WSO2 Micro Integrator', undefined],
  ])('by ServerKey %s of a server named %j', (key, name, product) => {
    expect(productOfServerKey(key, name)).toBe(product);
  });

  it.each([
    ['broker', 'wso2ei-broker'],
    ['business-process', 'wso2ei-business-process'],
    ['repository', undefined],
  ])('by the folder of a runtime: %s', (folder, product) => expect(productOfHome(folder)).toBe(product));

  it.each([
    ['wso2-sp', 'worker', 'wso2sp-worker'],
    ['wso2-sp-2', 'editor', 'wso2sp-editor'],
    ['WSO2 Stream Processor 4.4', 'dashboard', 'wso2sp-dashboard'],
    ['wso2-sp', undefined, 'wso2sp'],
    ['wso2-sp', 'portal', undefined],
    ['wso2-si', undefined, 'wso2si'],
    ['wso2-si', 'server', 'wso2si'],
    ['wso2-si', 'tooling', 'wso2si-tooling'],
    ['wso2-apim-analytics', 'worker', 'wso2am-analytics-worker'],
    ['wso2-apim-analytics', undefined, 'wso2am-analytics'],
    ['wso2-ei-analytics', 'server', 'wso2ei-analytics'],
    ['wso2-ei-analytics', 'dashboard', 'wso2ei-analytics-dashboard'],
    ['wso2-is-analytics', 'worker', 'wso2is-analytics-worker'],
    ['wso2-spare', 'worker', undefined],
  ])('by the server %s in the folder %s', (name, folder, product) => {
    expect(productOfServer(name, folder)).toBe(product);
  });

  it('by the tables of deployment.toml, the most telling first', () => {
    expect(tomlMarks().map(({ product, overPack }) => [product, overPack])).toEqual([
      ['wso2am', false],
      ['wso2is-fs-accelerator', true],
      ['wso2is-km|wso2is', false],
      ['wso2am', false],
      ['wso2is', false],
      ['wso2mi', false],
      ['wso2mi-dashboard', false],
      ['wso2icp', false],
    ]);
  });

  it('by the folder of deployment.toml', () => {
    expect([productOfTomlFolder('conf'), productOfTomlFolder('repository/conf')]).toEqual(['wso2mi', undefined]);
  });

  it('by formats that it alone has, which all exist', () => {
    const named = products.flatMap(({ recognisedBy }) => recognisedBy?.formats ?? []);
    expect(named.filter((format) => !FORMATS.some(({ id }) => id === format))).toEqual([]);
    expect([productOfFormat('config.toml'), productOfFormat('carbon.xml')]).toEqual(['choreo-connect', undefined]);
  });
});

describe('the runtimes of a pack', () => {
  it('are told apart by the ends of their ids, or by names of their own', () => {
    expect(runtimesOf('wso2ei')).toContainEqual({ id: 'wso2ei-broker', names: ['broker'] });
    expect(runtimesOf('wso2ei')).toContainEqual({
      id: 'wso2ei-business-process',
      names: ['business-process', 'bps'],
    });
  });

  it('are none where the id is no pack', () => expect(runtimesOf('wso2am')).toEqual([]));
});

describe('the marks of products', () => {
  it('are each of one product', () => {
    const marks = products.flatMap(({ recognisedBy: by = {} }) => [
      ...[...(by.names ?? []), ...(by.images ?? []).map(({ name }) => name)].map((name) => `name ${name}`),
      ...(by.serverKeys ?? []).map((mark) => `key ${JSON.stringify(mark)}`),
      ...(by.formats ?? []).map((format) => `format ${format}`),
      ...[by.runtimeHome ?? []].flat().map((folder) => `home ${folder}`),
      ...(by.tomlTables ?? []).map(({ rank }) => `rank ${rank}`),
      ...(by.tomlTables ?? []).flatMap(({ tables }) => tables.map((table) => `table ${table}`)),
    ]);
    expect(marks.filter((mark, index) => marks.indexOf(mark) !== index)).toEqual([]);
  });

  it('refer to products that exist', () => {
    const named = products.flatMap(({ recognisedBy: by = {} }) => [by.laidOver ?? [], by.orElse ?? []].flat());
    expect(named.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('begin with the family in the ids of a family', () => {
    const strangers = products.filter(({ id, family }) => family !== undefined && !id.startsWith(`${family}-`));
    expect(strangers.map(({ id }) => id)).toEqual([]);
  });

  it('leave out what stands for any server', () => expect(ids.filter(isGeneric)).toEqual(['carbon-kernel']));
});
