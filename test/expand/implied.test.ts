import { describe, expect, it } from 'vitest';
import { flowsOf } from '../../src/flows/flows.js';
import type { NodeFields, TopologyDocument } from '../../src/model/topology.js';
import { deploymentOf, linksOf, node, topology } from '../topology-builder.js';

const am = (profile: string, host: string, fields: Partial<NodeFields> = {}) =>
  node('wso2am', '4.2.0', { host, profile, ...fields });
const is = (host: string, fields: Partial<NodeFields> = {}) => node('wso2is', '6.1.0', { host, ...fields });

/** Where the gateway connects to validate tokens. */
function ends(document: TopologyDocument, gateway = 'gw'): readonly string[] {
  return linksOf(document, gateway, 'gateway-to-identity-server').flatMap(({ outcome, expectedHost, expectedPort }) =>
    outcome === 'off' ? [] : [`${expectedHost}:${expectedPort}`],
  );
}

describe('a gateway beside an Identity Server', () => {
  const nodes = { cp: am('control-plane', 'cp'), gw: am('gateway-worker', 'gw') };

  it('dials it as key manager where it tells the event hub of revoked tokens', () => {
    const document = topology({ ...nodes, is: is('is', { offset: 1, links: { 'is-to-apim-notification': 'cp' } }) });
    expect(ends(document)).toEqual(['is:9444']);
    const row = flowsOf(deploymentOf(document)).flows.find(({ link }) => link === 'gateway-to-identity-server');
    expect(row).toMatchObject({ sourceNode: 'gw', destinationNode: 'is', port: 9444, basis: 'assumed' });
  });

  it('dials it where the control plane is told of it', () => {
    const cp = am('control-plane', 'cp', { links: { 'identity-server-as-key-manager': 'is' } });
    expect(ends(topology({ ...nodes, cp, is: is('is') }))).toEqual(['is:9443']);
  });

  it('dials it where it is the resident key manager', () => {
    const cp = am('control-plane', 'cp', {
      links: { 'control-plane-to-key-manager': { url: 'https://is:9443/services/' } },
    });
    expect(ends(topology({ ...nodes, cp, is: is('is') }))).toEqual(['is:9443']);
  });

  it('dials the front end that the control plane names', () => {
    const front = { forwards: [{ port: 443, to: ['is1:servlet-https', 'is2:servlet-https'] }] };
    const links = { 'identity-server-as-key-manager': { url: 'https://lb:443/oauth2' } };
    const cp = am('control-plane', 'cp', { links });
    const document = topology({ ...nodes, cp, is1: is('is1'), is2: is('is2') }, { hosts: { lb: front } });
    expect(ends(document)).toEqual(['lb:443']);
  });

  it('dials each of a pair that tells the event hub', () => {
    const links = { 'is-to-apim-notification': 'cp' };
    expect(ends(topology({ ...nodes, is1: is('is1', { links }), is2: is('is2', { links }) }))).toEqual([
      'is1:9443',
      'is2:9443',
    ]);
  });

  it('dials the front end of one alone, by the name that the control plane has for it', () => {
    const hosts = { lb: { forwards: [{ port: 443, to: ['is:servlet-https'] }] } };
    const named = (url: string) => am('control-plane', 'cp', { links: { 'identity-server-as-key-manager': { url } } });
    const document = (url: string, more = {}) =>
      topology({ ...nodes, cp: named(url), is: is('is'), ...more }, { hosts });
    expect(ends(document('https://lb:443/oauth2'))).toEqual(['lb:443']);
    const second = am('control-plane', 'cp2', { links: { 'identity-server-as-key-manager': 'is' } });
    // The first of the links that say it is the one that counts.
    expect(ends(document('https://lb:443/oauth2', { cp2: second }))).toEqual(['lb:443']);
    expect(ends(document('https://is:9443/oauth2', { cp2: second }))).toEqual(['is:9443']);
  });

  it('does not dial the front end of a pair of which only one tells the event hub', () => {
    const hosts = { lb: { forwards: [{ port: 443, to: ['is1:servlet-https', 'is2:servlet-https'] }] } };
    const is1 = is('is1', { links: { 'is-to-apim-notification': 'cp' } });
    const document = topology({ ...nodes, is1, is2: is('is2') }, { hosts });
    expect(ends(document)).toEqual(['is1:9443']);
    const links = linksOf(document, 'gw', 'gateway-to-identity-server');
    expect(links.map(({ targets, target, basis }) => [targets, target, basis])).toEqual([[['is1'], 'is1', 'assumed']]);
  });

  it('dials it at the port that its machine publishes, whatever it calls the event hub', () => {
    const hosts = { m: {}, is: { on: 'm', publish: ['19443:9443'] }, cp: { on: 'm' } };
    const links = { 'is-to-apim-notification': { url: 'https://cp:9443/internal/data/v1/notify' } };
    expect(ends(topology({ ...nodes, is: is('is', { links }) }, { hosts }))).toEqual(['m:19443']);
  });

  it('dials each that the control plane could mean', () => {
    const cp = am('control-plane', 'cp', { enable: ['identity-server-as-key-manager'] });
    const document = topology({ ...nodes, cp, is1: is('is1'), is2: is('is2') });
    expect(linksOf(document, 'cp', 'identity-server-as-key-manager').map(({ outcome }) => outcome)).toEqual([
      'ambiguous',
    ]);
    expect(ends(document)).toEqual(['is1:9443', 'is2:9443']);
  });

  it('dials what is written instead, where something is', () => {
    const gw = am('gateway-worker', 'gw', {
      links: { 'gateway-to-identity-server': { url: 'https://is:9444/oauth2' } },
    });
    const document = topology({ ...nodes, gw, is: is('is', { links: { 'is-to-apim-notification': 'cp' } }) });
    expect(linksOf(document, 'gw', 'gateway-to-identity-server')).toMatchObject([
      { outcome: 'port-mismatch', basis: 'literal', dialled: 9444 },
    ]);
  });

  it('does not dial one that is no key manager', () => {
    expect(ends(topology({ ...nodes, is: is('is') }))).toEqual([]);
  });

  it('does not dial that of another group, nor where it is told not to', () => {
    const links = { 'is-to-apim-notification': 'cp' };
    const mine = is('is', { group: 'a', links });
    const other = is('other', { group: 'b', links: { 'is-to-apim-notification': 'cp2' } });
    const cp2 = am('control-plane', 'cp2', { group: 'b' });
    const sites = { cp: am('control-plane', 'cp', { group: 'a' }), cp2, is: mine, other };
    const gw = am('gateway-worker', 'gw', { group: 'a' });
    expect(ends(topology({ ...sites, gw }))).toEqual(['is:9443']);
    expect(ends(topology({ ...sites, gw: { ...gw, disable: ['gateway-to-identity-server'] } }))).toEqual([]);
  });
});
