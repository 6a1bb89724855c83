import { describe, expect, it } from 'vitest';
import { expandInput } from '../../src/pipeline/check.js';
import { withFiles } from '../configurations.js';
import { catalogue } from '../topology-builder.js';

/** What nodes dial beside their links, as `to: verdict`. */
function dials(toml: string, dialled = ''): string[] {
  const text = `version: 1
hosts: { app1: {}, ldap1: {} }
nodes:
  am: { host: app1, product: wso2am, version: 4.2.0, config: am${dialled} }
  is: { host: ldap1, product: wso2is, version: 5.8.0 }
`;
  const expansion = expandInput(withFiles(text, { 'am/deployment.toml': toml }), { catalogue });
  if (!expansion.ok) throw new RangeError('the topology is not valid');
  return expansion.deployment.dials.map(({ text: to, purpose, verdict }) => `${to} ${purpose}: ${verdict}`);
}

describe('databases and directories of the files of a node', () => {
  it('are dialled as those of a topology', () => {
    expect(dials('[database.apim_db]\nurl = "jdbc:mysql://boss:hunter2@db.corp/x"\n')).toEqual([
      'db.corp:3306 apim_db: outside',
    ]);
  });

  it('are judged where a node of the plan may serve them', () => {
    expect(dials('[user_store]\nconnection_url = "ldap://ldap1:10390"\n')).toEqual(['ldap1:10390 user store: wrong']);
  });

  it('are left out where their port on a host of the plan cannot be judged', () => {
    expect(
      dials('[database.a]\nurl = "jdbc:mysql://app1/x"\n[database.b]\nurl = "jdbc:mysql://localhost/x"\n'),
    ).toEqual([]);
  });

  it('stand once where the topology has them as well', () => {
    const toml = '[database.apim_db]\nurl = "jdbc:mysql://db.corp/x"\n';
    expect(dials(toml, ', dials: [{ to: "db.corp:3306", purpose: main }]')).toEqual(['db.corp:3306 main: outside']);
  });

  it('are judged on the own machine only where something else cannot be meant', () => {
    const tokens =
      '<broker><authenticator><property name="hostURL">https://localhost:9443/services/OAuth2TokenValidationService</property></authenticator></broker>';
    const events = '[authentication.adaptive.event_publisher]\nurl = "http://localhost:8006"\n';
    expect(dialsOf('wso2mb', '3.2.0', { 'x/broker.xml': tokens })).toEqual([
      'https://localhost:9443 token validation: right',
    ]);
    expect(dialsOf('wso2is', '5.11.0', { 'x/deployment.toml': events })).toEqual([]);
    expect(dialsOf('wso2is', '5.11.0', { 'x/deployment.toml': events }, '{ on: app1 }')).toEqual([
      'http://localhost:8006 adaptive authentication events: wrong',
    ]);
  });
});

function dialsOf(product: string, version: string, files: Readonly<Record<string, string>>, host = '{}'): string[] {
  const text = `version: 1
hosts: { app1: {}, own: ${host} }
nodes:
  x: { host: own, product: ${product}, version: ${version}, config: x }
`;
  const expansion = expandInput(withFiles(text, files), { catalogue });
  if (!expansion.ok) throw new RangeError('the topology is not valid');
  return expansion.deployment.dials.map(({ text: to, purpose, verdict }) => `${to} ${purpose}: ${verdict}`);
}
