import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/report.js';
import { check } from '../../src/pipeline/check.js';
import { inputsOf } from '../configuration/reading.js';
import { withFiles } from '../configurations.js';
import { catalogue } from '../topology-builder.js';

/** What is said of the keys in the deployment.toml of one node. */
function unknown(toml: string, product = 'wso2mi', version = '4.2.0'): readonly Finding[] {
  const text = `version: 1
hosts: { app1: {} }
nodes:
  app: { host: app1, product: ${product}, version: ${version}, config: conf }
`;
  const input = withFiles(text, { 'conf/deployment.toml': toml });
  return check([input], { catalogue }).findings.filter(({ rule }) => rule === 'unknown-setting');
}

const data = (findings: readonly Finding[]) => findings.map((finding) => finding.data);

describe('a key that the release does not read', () => {
  const found = () => unknown('[transport.http]\nlistener.prot = 8281\n')[0];

  it('is a warning at the key, with what was meant', () => {
    expect(found()).toMatchObject({
      severity: 'warning',
      file: 'conf/deployment.toml',
      range: { start: { line: 2 } },
      data: { node: 'app', release: '4.2.0', table: 'transport.http.listener', key: 'prot', meant: 'port', readBy: [] },
      message: 'wso2mi 4.2.0 does not read prot of [transport.http.listener]; did you mean "port"?',
    });
  });

  it('is told by the pack where it is near to nothing', () => {
    const [other] = unknown('[transport.http.listener]\nfrobnicate = true\n');
    expect(other?.message).toBe('wso2mi 4.2.0 does not read frobnicate of [transport.http.listener]');
  });

  it('names the releases that read it', () => {
    const [older] = unknown('[opentracing.jaeger.sender]\nagent_port = 6831\n');
    expect(older?.message).toBe(
      'wso2mi 4.2.0 does not read agent_port of [opentracing.jaeger.sender], only 1.2.0 - 4.1.0 does',
    );
  });

  it('is said once, however many tables of a list have it', () => {
    const environment = '[[apim.gateway.environment]]\nhttps_endpiont = "https://gw:8243"\n';
    expect(data(unknown(environment + environment, 'wso2am'))).toMatchObject([{ meant: 'https_endpoint' }]);
  });

  it('is found for the offset', () => {
    expect(data(unknown('[server]\nofset = 2\n'))).toMatchObject([{ table: 'server', key: 'ofset', meant: 'offset' }]);
  });

  it.each(['portOffset', 'port_offset', 'Offset'])('is found for the offset that is called %s', (key) => {
    expect(data(unknown(`[server]\n${key} = 2\n`))).toMatchObject([{ key, meant: 'offset' }]);
  });

  it.each([
    [
      'of a table that is misspelt',
      'wso2am',
      '[apim.thortling]\nservice_url = "https://tm:9443/services/"',
      'apim.throttling',
    ],
    [
      'of a table without its underscore',
      'wso2am',
      '[apim.eventhub]\nservice_url = "https://cp:9443"',
      'apim.event_hub',
    ],
    ['in the table above', 'wso2am', '[transport.https]\nport = 9445', 'transport.https.properties'],
    [
      'in the table above a list',
      'wso2am',
      '[apim.throttling]\ntraffic_manager_urls = ["tcp://tm:9611"]',
      'apim.throttling.url_group',
    ],
    [
      'in the nearest of two tables',
      'wso2am',
      '[transport.passthrough_https.listener.parameters]\nport = 8244',
      'transport.passthru_https.listener.parameters',
    ],
    ['without the first name of its table', 'wso2am', '[jmx]\nrmi_server_port = 11112', 'monitoring.jmx'],
    [
      'without a name inside',
      'wso2am',
      '[[apim.event_hub.url_group]]\nurls = ["tcp://cp:9611"]',
      'apim.event_hub.publish.url_group',
    ],
    ['in a table below', 'wso2mi', '[transport.http.listener.ports]\nport = 8291', 'transport.http.listener'],
    [
      'in the table of the other scheme',
      'wso2mi',
      '[transport.https]\nlistener.port = 8254',
      'transport.http.listener',
    ],
  ])('is found %s', (_, product, toml, meantTable) => {
    expect(data(unknown(`${toml}\n`, product))).toMatchObject([{ meantTable, readBy: [] }]);
  });

  it('is found outside of every table', () => {
    expect(unknown('offset = 2\n')[0]?.message).toBe(
      'wso2mi 4.2.0 does not read offset outside of a table; did you mean [server]?',
    );
  });

  it('names the table that was meant', () => {
    expect(unknown('[sever]\noffset = 2\n')[0]?.message).toBe(
      'wso2mi 4.2.0 does not read offset of [sever]; did you mean [server]?',
    );
  });

  it('is found by its spelling alone where no pack of the release was read', () => {
    const toml = '[clustering]\nlocal_membr_port = 4001\nother = 1\n';
    expect(data(unknown(toml, 'wso2is-km', '5.9.0'))).toMatchObject([{ key: 'local_membr_port' }]);
  });
});

describe('nothing is said', () => {
  it.each([
    ['of a key that the catalogue knows', 'wso2mi', '[transport.http]\nlistener.secured_port = 8254\n'],
    ['of a key that only templates use', 'wso2mi', '[transport.http]\nlistener.bind_address = "0.0.0.0"\n'],
    ['of a table that is written into a file as it is', 'wso2am', '[transport.https.properties]\nownKey = 1\n'],
    ['of a table that components read', 'wso2am', '[apim.throttling]\nown_key = 1\n'],
    ['of a receiver that a component configures', 'wso2am', '[transport.receiver]\nworker_threads = 20\n'],
    ['of a table without ports', 'wso2am', '[apim.cors]\nprot = 1\n'],
    [
      'of a table that another one is called like',
      'wso2am',
      '[apim.gateway.environment.virtual_host]\nws_endpoint = "ws://gw:9099"\n',
    ],
    ['of a key that two tables near may mean', 'wso2am', '[broker.transport.amqp]\nport = 5673\n'],
    ['of a table that is near to nothing', 'wso2am', '[mesh.peers]\nservice_url = "https://peer:9443"\n'],
    ['of a table that differs in two names', 'wso2am', '[transprot.htps.properties]\nport = 1\n'],
    ['of a table of a release whose pack was not read', 'wso2is-km', '[sever]\noffset = 2\n'],
    ['of a file that is no TOML of a product', 'wso2am', '[server]\n'],
  ])('%s', (_, product, toml) => {
    expect(unknown(toml, product, product === 'wso2is-km' ? '5.9.0' : '4.2.0')).toEqual([]);
  });

  it('of keys of another release, where no file says which one runs', () => {
    const files = {
      'mi/deployment.toml': '[mediation]\nsynapse.core_threads = 2\n[opentracing.jaeger.sender]\nagent_port = 1\n',
    };
    const found = (version: readonly string[]) =>
      check(inputsOf(files, { version }), { catalogue }).findings.filter(({ rule }) => rule === 'unknown-setting');
    expect([found([]).length, found(['4.2.0']).length]).toEqual([0, 1]);
  });
});
