import { describe, expect, it } from 'vitest';
import { homeOf, runtimeFolders } from '../../src/configuration/home.js';
import { configurationOf } from '../../src/configuration/node-files.js';
import { fragmentsOf } from './reading.js';

const CARBON = '<Server><ServerKey>EI</ServerKey></Server>';
const AXIS2 = '<axisconfig><x/></axisconfig>';

/** Homes of files by name, each with its files. */
function homes(...files: readonly string[]): Record<string, string[]> {
  const fragments = fragmentsOf(Object.fromEntries(files.map((file) => [file, CARBON])));
  const runtimes = runtimeFolders(fragments);
  const found: Record<string, string[]> = {};
  for (const fragment of fragments) {
    const { key, name } = homeOf(fragment, runtimes);
    const title = `${name} in ${key}`;
    found[title] = [...(found[title] ?? []), fragment.file];
  }
  return found;
}

describe('the home of a file', () => {
  it('is the folder above conf', () => {
    expect(homes('gw/repository/conf/carbon.xml', 'gw/repository/conf/axis2/axis2.xml')).toEqual({
      'gw in gw': ['gw/repository/conf/carbon.xml', 'gw/repository/conf/axis2/axis2.xml'],
    });
  });

  it('is each runtime below one conf folder', () => {
    expect(
      homes('conf/integrator/carbon.xml', 'conf/business-process/carbon.xml', 'conf/business-process/axis2/axis2.xml'),
    ).toEqual({
      'integrator in conf/integrator': ['conf/integrator/carbon.xml'],
      'business-process in conf/business-process': [
        'conf/business-process/carbon.xml',
        'conf/business-process/axis2/axis2.xml',
      ],
    });
  });

  it('is manager and worker apart, with or without a pack around them', () => {
    expect(Object.keys(homes('bps/conf/manager/carbon.xml', 'bps/conf/worker/carbon.xml'))).toEqual([
      'manager in bps/conf/manager',
      'worker in bps/conf/worker',
    ]);
  });

  it('is each runtime of an Enterprise Integrator pack', () => {
    expect(Object.keys(homes('ei/conf/carbon.xml', 'ei/wso2/broker/conf/carbon.xml'))).toEqual([
      'ei in ei',
      'broker in ei/wso2/broker',
    ]);
  });

  it('is the only runtime below a conf folder together with the files beside it', () => {
    expect(Object.keys(homes('gw/conf/am/carbon.xml', 'gw/conf/axis2.xml'))).toEqual(['gw in gw']);
  });

  it('is no folder with a copy of its files', () => {
    expect(Object.keys(homes('gw/conf/carbon.xml', 'gw/conf/backup/carbon.xml'))).toEqual(['gw in gw']);
    expect(Object.keys(homes('ei/conf/carbon.xml', 'ei/conf/broker/carbon.xml'))).toEqual([
      'ei in ei',
      'broker in ei/conf/broker',
    ]);
  });
});

describe('a path that a node points at', () => {
  it('is refused where several runtimes have their files', () => {
    const tree = configurationOf({
      'conf/a/carbon.xml': CARBON,
      'conf/b/carbon.xml': CARBON,
      'conf/b/axis2.xml': AXIS2,
    });
    expect(tree.unread).toEqual([expect.stringMatching(/: a, b$/)]);
  });

  it('is one runtime with all of its files', () => {
    const tree = configurationOf({ 'conf/b/carbon.xml': CARBON, 'conf/b/axis2/axis2.xml': AXIS2 });
    expect(tree.fragments.map(({ file }) => file)).toEqual(['conf/b/carbon.xml', 'conf/b/axis2/axis2.xml']);
  });
});
