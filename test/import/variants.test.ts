import { describe, expect, it } from 'vitest';
import { fragmentsOf } from '../configuration/reading.js';

function read(file: string, text: string) {
  const [fragment] = fragmentsOf({ [file]: text });
  if (!fragment) throw new Error(`${file} was not read`);
  return fragment;
}

const hints = (file: string, text: string) => read(file, text).hints.map(({ aspect, value }) => `${aspect} ${value}`);

describe('the product of a deployment.yaml', () => {
  it.each([
    ['conf/server/deployment.yaml', 'type: wso2-si', ['product wso2si']],
    ['conf/tooling/deployment.yaml', 'id: wso2-streaming-integrator-tooling', ['product wso2si-tooling']],
    ['conf/worker/deployment.yaml', 'type: wso2-is-analytics', ['product wso2is-analytics-worker']],
    ['deployment.yaml', 'name: WSO2 Stream Processor', ['product wso2sp']],
    ['conf/editor/deployment.yaml', 'type: wso2-sp', ['product wso2sp-editor']],
    ['conf/worker/deployment.yaml', 'type: somebody-elses', []],
  ])('of %s with %s is told by its type, id or name, and by its folder', (file, line, expected) => {
    expect(hints(file, `wso2.carbon:\n  ${line}\n`)).toEqual(expected);
  });
});

describe('the product of a carbon.xml', () => {
  it.each([
    ['EI', 'WSO2 Micro Integrator', ['product wso2ei-micro-integrator']],
    ['IS', 'WSO2 Identity Server as Key Manager', ['product wso2is-km']],
    ['XX', 'Somebody Else', []],
  ])('with the key %s is told by its name where the key has several: %s', (key, name, expected) => {
    expect(hints('carbon.xml', `<Server><Name>${name}</Name><ServerKey>${key}</ServerKey></Server>`)).toEqual(expected);
  });
});

describe('the product of a deployment.toml', () => {
  it('is Micro Integrator in conf, and unknown in repository/conf, where no table tells it', () => {
    const text = '[server]\noffset = 1\n';
    expect(hints('conf/deployment.toml', text)).toEqual(['product wso2mi']);
    expect(hints('am/repository/conf/deployment.toml', text)).toEqual([]);
    expect(hints('conf/deployment.toml', '')).toEqual([]);
  });
});

describe('automation data', () => {
  it('tells nothing by a pack that nobody knows', () => {
    expect(hints('common.yaml', 'wso2::pack_filename: mine-latest.zip\n')).toEqual([]);
    expect(hints('common.yaml', 'wso2::pack_filename: mine-2.x.zip\n')).toEqual([]);
    expect(hints('common.yaml', 'wso2::pack_filename: mine\n')).toEqual([]);
  });

  it('tells the product by the name of the service', () => {
    expect(hints('common.yaml', 'wso2::service_name: wso2am\n')).toEqual(['product wso2am']);
  });

  it.each([
    ['common.yaml', 'wso2::ports: [\n'],
    ['values.yaml', 'wso2:\n  apim:\n    version: "4.3.0"\n    x: [\n'],
    ['docker-compose.yml', 'services:\n  am: [\n'],
  ])('has a fault with its place where it is no YAML: %s', (file, text) => {
    expect(read(file, text).fault?.range.start.line).toBeGreaterThan(1);
  });

  it('tells the product of Helm values by their version, and the release where it is one', () => {
    const values = (version: string) => `wso2:\n  apim:\n    ${version}\n    portOffset: 1\n`;
    expect(hints('default_values.yaml', values('version: "4.3.0"'))).toEqual(['product wso2am', 'version 4.3.0']);
    expect(hints('default_values.yaml', values('version: latest'))).toEqual(['product wso2am']);
    expect(hints('default_values.yaml', values('x: y'))).toEqual([]);
  });
});

describe('values that are none', () => {
  it('an offset and a host name that no server takes are not read', () => {
    const { offset, hostName } = read(
      'carbon.xml',
      '<Server><HostName>a b</HostName><Ports><Offset>many</Offset></Ports></Server>',
    );
    expect([offset, hostName]).toEqual([undefined, undefined]);
  });

  it('a reference to a key that the file does not have stays as it is', () => {
    expect(read('deployment.toml', '[server]\noffset = "$ref{a.b}"\n').offset?.value).toEqual({ unknown: '$ref{a.b}' });
  });

  it('a file without values says nothing of the product that deploys it', () => {
    expect(hints('WorkflowCallbackService.xml', '<proxy/>')).toEqual([]);
    expect(hints('api-manager.xml', '<APIManager><A>true</A></APIManager>')).toEqual([]);
    expect(hints('config.toml', '[router]\n[adapter]\n')).toEqual([]);
  });

  it('a start script may say the profile alone', () => {
    const { offset, hints: found } = read('am.sh', 'java -Dprofile=gateway-worker\n');
    expect([offset, found[0]?.value]).toEqual([undefined, 'gateway-worker']);
  });
});

describe('the values of a YAML file', () => {
  const settings = (text: string) =>
    read('conf/worker/deployment.yaml', `wso2.carbon:\n  type: wso2-sp\n${text}`).settings.map(
      ({ steps, value }) => `${steps.map(({ name, index }) => `${name}#${index}`).join('/')} ${value}`,
    );

  it('come from merged maps, one or several, the own ones first', () => {
    const anchors = 'a: &a { x: 1, y: 2 }\nb: &b { y: 3, z: 4 }\n';
    expect(settings(`${anchors}c: { <<: [*a, *b], x: 9 }\n`).filter((line) => line.startsWith('c'))).toEqual([
      'c#0/x#0 9',
      'c#0/y#0 2',
      'c#0/z#0 4',
    ]);
  });

  it('have a number in a list', () => {
    expect(settings('ports: [1, 2]\n')).toEqual(['ports#0 1', 'ports#1 2']);
  });

  it('have no name where the key is no scalar or null', () => {
    expect(settings('? [a]\n: 5\n? \n: 6\n')).toEqual(['#0 5']);
  });

  it.each(['{ <<: *c, x: 1 }', '{ <<: [*c, *c], x: 1 }', '{ <<: { <<: *c }, x: 1 }'])(
    'are read once where a map merges itself: %s',
    (map) => {
      expect(settings(`c: &c ${map}\n`)).toEqual(['c#0/x#0 1']);
    },
  );

  it('are read where maps merge each other in a long chain', () => {
    const links = Array.from({ length: 5000 }, (_, index) => `m${index + 1}: &m${index + 1} { <<: *m${index} }\n`);
    expect(settings(`m0: &m0 { x: 1 }\n${links.slice(0, 3).join('')}`)).toHaveLength(4);
    const { fault } = read('conf/worker/deployment.yaml', `wso2.carbon: {}\nm0: &m0 { x: 1 }\n${links.join('')}`);
    expect(fault?.reason).toContain('more than');
  });

  it('are none where a merge key merges no map', () => {
    expect(settings('c: { <<: 5, x: 1 }\n')).toEqual(['c#0/x#0 1']);
  });
});

describe('the values of a TOML file', () => {
  const settings = (text: string) =>
    read('deployment.toml', text).settings.map(
      ({ steps, value }) => `${steps.map(({ name, index }) => `${name}#${index}`).join('/')} ${value}`,
    );

  it('stand at the top, in tables, in arrays of tables, in inline tables and in arrays', () => {
    expect(
      settings('a = 1\n[b]\nc = { d = 2 }\n"e" = [3, 4]\n[[f]]\ng = 5\n[[f]]\ng = 6\n[[f.h]]\ni = 7\n[j]\nk = 1.5\n'),
    ).toEqual(['a#0 1', 'b#0/c#0/d#0 2', 'b#0/e#0 3', 'b#0/e#1 4', 'f#0/g#0 5', 'f#1/g#0 6', 'f#1/h#0/i#0 7']);
  });
});

describe('the values of an XML file', () => {
  it('have the place of the attribute or of the text', () => {
    const { settings } = read(
      'catalina-server.xml',
      '<Server>\n  <Connector\n    port="9443"/>\n  <Port>&#57;763</Port>\n</Server>',
    );
    expect(settings.map(({ value, range }) => [value, range.start.line])).toEqual([
      ['9443', 3],
      ['9763', 4],
    ]);
  });
});
