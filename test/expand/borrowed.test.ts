import { describe, expect, it } from 'vitest';
import { allLinks } from '../../src/deployment/all-links.js';
import { deploymentOf, gatewayAndKeyManager, linkOf, linksOf, node, topology } from '../topology-builder.js';

/** An API Manager beside an Identity Server, of which one key of the file is read as two links. */
function outcomes(identityServer: string, keyManager: string, version = '7.0.0') {
  const links = { 'identity-server-as-key-manager': { url: identityServer }, 'key-manager-url': { url: keyManager } };
  const document = topology({
    am: node('wso2am', '4.2.0', { host: 'am.internal', links }),
    is: node('wso2is', version, { host: 'is.internal' }),
  });
  return Object.keys(links).map((id) => linkOf(document, 'am', id).outcome);
}

describe('a value that is read for two links', () => {
  const [am, is] = ['https://am.internal:9443/services/', 'https://is.internal:9443/services/'];

  it('is meant for the one for which it is right', () => {
    expect(outcomes(am, am)).toEqual(['off', 'match']);
  });

  it('is meant for neither other one where it leads to the node itself', () => {
    expect(outcomes(am, 'https://am.internal:9443/')).toEqual(['off', 'match']);
  });

  it('is meant for the other one where it is right for both', () => {
    expect(outcomes(is, is, '5.11.0')).toEqual(['off', 'match']);
    // No key manager is in the newer one.
    expect(outcomes(is, is, '7.0.0')).toEqual(['match', 'wrong-role']);
  });

  it('is meant for each where it is wrong for both, or for one of them', () => {
    const wrong = 'https://is.internal:9444/services/';
    expect(outcomes(wrong, wrong, '5.11.0')).toEqual(['port-mismatch', 'port-mismatch']);
    expect(outcomes(is, wrong, '5.11.0')).toEqual(['match', 'port-mismatch']);
    expect(outcomes(wrong, is, '5.11.0')).toEqual(['port-mismatch', 'match']);
  });

  it('is meant for it where one of several leads elsewhere, or where one of several is right for the other', () => {
    const links = (service: readonly string[], manager: readonly string[]) => {
      const ends = (urls: readonly string[]) => urls.map((url) => ({ url }));
      const document = topology({
        am: node('wso2am', '4.2.0', {
          host: 'am.internal',
          links: { 'identity-server-as-key-manager': ends(service), 'key-manager-url': ends(manager) },
        }),
        is: node('wso2is', '5.11.0', { host: 'is.internal' }),
      });
      return linksOf(document, 'am', 'identity-server-as-key-manager').map(({ outcome, basis }) => [outcome, basis]);
    };
    const wrong = 'https://am.internal:9444/services/';
    expect(links([wrong, is], [wrong])).toEqual([
      ['self', 'literal'],
      ['match', 'literal'],
    ]);
    expect(links([is], [is, wrong])).toEqual([['off', 'assumed']]);
  });

  it('is two values where they differ', () => {
    expect(outcomes(is, am)).toEqual(['match', 'match']);
  });
});

describe('a link', () => {
  it('says how its port came about', () => {
    const document = gatewayAndKeyManager('2.6.0', { offset: 2 }, {});
    expect(linkOf(document, 'gateway', 'key-validation-thrift').derivation).toBe('10397 + 2');
  });

  it('says which listeners its client dials by itself, where there are some', () => {
    const links = allLinks(deploymentOf(topology({ gateway: node('wso2am-micro-gw', '2.6.0') })));
    expect(links.filter((link) => link.alsoDials).map(({ id, alsoDials }) => [id, alsoDials])).toEqual([
      ['throttle-publish', ['databridge-binary-ssl']],
    ]);
  });
});
