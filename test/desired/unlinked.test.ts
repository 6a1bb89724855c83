import { expect, it } from 'vitest';
import { unlinked } from '../../src/desired/unlinked.js';
import { command } from '../cli/command.js';
import { deploymentOf, node, topology } from '../topology-builder.js';

const apim = node('wso2am', '4.2.0', { host: 'am' });
const identity = node('wso2is', '7.0.0', { host: 'is' });

it('a node that no link touches has the links that could connect it', () => {
  const found = unlinked('is', deploymentOf(topology({ am: apim, is: identity })));
  expect(found).toContainEqual({ node: 'is', link: 'is-to-apim-notification', to: ['am'] });
  expect(found).toContainEqual({ node: 'am', link: 'identity-server-as-key-manager', to: ['is'] });
});

it.each([
  ['is alone in the plan', topology({ is: identity })],
  ['dials another one', topology({ am: apim, is: { ...identity, links: { 'is-to-apim-notification': 'am' } } })],
  ['is dialled', topology({ am: { ...apim, links: { 'identity-server-as-key-manager': 'is' } }, is: identity })],
  ['dials a database', topology({ am: apim, is: { ...identity, dials: [{ to: 'db:3306' }] } })],
  [
    'is behind a front end',
    topology({ am: apim, is: identity }, { hosts: { lb: { forwards: [{ port: 443, to: ['is:servlet-https'] }] } } }),
  ],
])('a node that %s is connected', (_, document) => expect(unlinked('is', deploymentOf(document))).toBeUndefined());

it('the second of two nodes that a link reaches is connected as the first one is', () => {
  const am = (profile: string, host: string) => node('wso2am', '4.2.0', { host, profile });
  const document = topology({
    gw: am('gateway-worker', 'gw'),
    tm1: am('traffic-manager', 'tm1'),
    tm2: am('traffic-manager', 'tm2'),
  });
  expect(unlinked('tm2', deploymentOf(document))).toBeUndefined();
});

const PLAN = `version: 1
hosts: { cp: {}, gw1: {}, gw2: {}, is: {}, mi: {} }
nodes:
  cp: { host: cp, product: wso2am, version: 4.2.0, profile: control-plane }
  gw: { host: gw1, product: wso2am, version: 4.2.0, profile: gateway-worker }
  is: { host: is, product: wso2is, version: 7.0.0 }
`;

it('config says so instead of calling the shipped values right', async () => {
  const { stdout } = await command('config', 'plan.yaml', '--node', 'is', { files: { 'plan.yaml': PLAN } });
  expect(stdout).toContain('# is is connected to nothing in the plan; where it is, write\n');
  expect(stdout).toContain('#   for cp: links: { identity-server-as-key-manager: is }\n');
  expect(stdout).not.toContain('nothing to configure');
});

it('config gives the only gateway environment its shipped name, and several names of their own', async () => {
  const names = async (text: string) => {
    const { stdout } = await command('config', 'plan.yaml', '--node', 'cp', { files: { 'plan.yaml': text } });
    return stdout.split('\n').filter((line) => line.startsWith('name = '));
  };
  expect(await names(PLAN)).toEqual(['name = "Default"']);
  const second = '  gw-2: { host: gw2, product: wso2am, version: 4.2.0, profile: gateway-worker }\n';
  const links = PLAN.replace(
    'profile: control-plane }',
    'profile: control-plane, links: { portal-to-gateway-https-endpoint: [{ url: "https://gw1:8243" }, { url: "https://gw2:8243" }] } }',
  );
  expect(await names(`${links}${second}`)).toContain('name = "gw-2"');
});

it('config completes the notification of an Identity Server with its path, in one entry', async () => {
  const plan = PLAN.replace('version: 7.0.0', 'version: 7.0.0, links: { is-to-apim-notification: cp }');
  const { stdout } = await command('config', 'plan.yaml', '--node', 'is', { files: { 'plan.yaml': plan } });
  expect(stdout).toContain(`[[event_listener]]
id = "token_revocation"
type = "org.wso2.carbon.identity.core.handler.AbstractIdentityHandler"
name = "org.wso2.is.notification.ApimOauthEventInterceptor"
order = 1
[event_listener.properties]
notification_endpoint = "https://cp:9443/internal/data/v1/notify" # is-to-apim-notification of cp
`);
});
