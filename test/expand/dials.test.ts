import { describe, expect, it } from 'vitest';
import type { HostFields, NodeFields, TopologyDocument } from '../../src/model/topology.js';
import { deploymentOf, findings, node, topology } from '../topology-builder.js';

type DialFields = NonNullable<NodeFields['dials']>[number];

const HOSTS: Readonly<Record<string, HostFields>> = {
  db: { occupied: [{ port: 3306, by: 'MySQL' }] },
  app2: { addresses: ['am.example.com'] },
};

/** A Micro Integrator that connects to something, beside an API Manager on a host of its own. */
function plan(dial: DialFields): TopologyDocument {
  return topology(
    {
      mi: node('wso2mi', '4.2.0', { dials: [dial] }),
      am: node('wso2am', '4.2.0', { host: 'app2', offset: 1 }),
    },
    { hosts: HOSTS },
  );
}

const dialOf = (dial: DialFields) => deploymentOf(plan(dial)).dials[0];

describe('a connection beside the links', () => {
  it('reaches the listener of a node', () => {
    expect(dialOf({ to: 'am.example.com:9444', purpose: 'registration' })).toMatchObject({
      node: 'mi',
      purpose: 'registration',
      dialledHost: 'app2',
      verdict: 'right',
      reached: { node: 'am', listener: 'servlet-https' },
    });
  });

  it('reaches other software that the plan names', () => {
    expect(dialOf({ to: 'mysql://db:3306/apim' })).toMatchObject({
      dialledHost: 'db',
      port: 3306,
      verdict: 'right',
    });
  });

  it.each([
    ['wrong where nothing listens on the port', 'am.example.com:9443', 'wrong'],
    ['wrong where it names no port', 'am.example.com', 'wrong'],
    ['outside where the plan does not have the host', 'ldap.example.com:389', 'outside'],
    ['wrong where TLS meets a plain listener', 'https://am.example.com:9764', 'wrong'],
    ['wrong where a plain request meets TLS', 'http://am.example.com:9444', 'wrong'],
    ['right where both speak the same', 'https://am.example.com:9444', 'right'],
    ['not decided where the running system knows it', '${DB_HOST}:3306', 'undecided'],
  ])('is %s', (_, to, verdict) => expect(dialOf({ to })?.verdict).toBe(verdict));
});

it('a connection to a host of an unknown product is not decided', () => {
  const mi = node('wso2mi', '4.2.0', { dials: [{ to: 'vague:9443' }] });
  const what = node('wso2what', '1', { host: 'vague' });
  expect(deploymentOf(topology({ mi, what })).dials).toMatchObject([
    { verdict: 'undecided', unjudged: 'unknown-node', dialledHost: 'vague' },
  ]);
});

describe('a connection that leads nowhere is found', () => {
  it.each([
    [
      'with its host',
      { to: 'am.example.com:9443', purpose: 'registration' },
      { host: 'app2', purpose: 'registration' },
    ],
    [
      'with what speaks another protocol there',
      { to: 'http://am.example.com:9444' },
      { host: 'app2', speaksOther: 'servlet-https of am' },
    ],
    ['without a port', { to: 'am.example.com' }, { to: 'am.example.com', purpose: '' }],
  ])('%s', (_, dial, data) => {
    expect(findings(plan(dial), 'link-mismatch').map((finding) => finding.data)).toEqual([
      expect.objectContaining({ node: 'mi', ...data }),
    ]);
  });
});

describe('a connection to a host of which little is known', () => {
  const verdictOf = (document: TopologyDocument) => deploymentOf(document).dials[0]?.verdict;
  const mi = node('wso2mi', '4.2.0', { dials: [{ to: 'db:3306' }] });

  it('is outside where the plan only names the host', () => {
    expect(verdictOf(topology({ mi }, { hosts: { db: {} } }))).toBe('outside');
  });

  it('is not decided where a node of an unknown product is there', () => {
    const unknown = node('wso2unknown', '1.0.0', { host: 'db' });
    expect(verdictOf(topology({ mi, unknown }))).toBe('undecided');
  });

  it('counts once, with the protocol that it names', () => {
    const udp = node('wso2mi', '4.2.0', { dials: [{ to: 'syslog:514', protocol: 'udp' }] });
    const hosts = { syslog: { occupied: [{ port: 514, protocol: 'udp' as const }] } };
    expect(deploymentOf(topology({ udp }, { hosts })).dials).toMatchObject([{ protocol: 'udp', verdict: 'right' }]);
  });
});

describe('a JDBC URL', () => {
  const verdicts = (to: string) => deploymentOf(plan({ to })).dials.map(({ text, verdict }) => [text, verdict]);

  it.each([
    ['jdbc:mysql://db:3306/apim?user=a&password=secret', [['db:3306', 'right']]],
    ['jdbc:mysql://db/apim', [['db:3306', 'right']]],
    ['jdbc:postgresql://db:5432/x', [['db:5432', 'wrong']]],
    ['jdbc:oracle:thin:@elsewhere.corp:1521/x', [['elsewhere.corp:1521', 'outside']]],
    [
      'jdbc:mysql://db:3306,db:3307/x',
      [
        ['db:3306', 'right'],
        ['db:3307', 'wrong'],
      ],
    ],
    [
      'http://am.example.com:9764/?db=jdbc:mysql://db:3306/x',
      [['http://am.example.com:9764/?db=jdbc:mysql://db:3306/x', 'right']],
    ],
    ['jdbc:h2:./repository/database/X', []],
    ['jdbc:mysql://${DB_HOST}:3306/x', [['jdbc:mysql://${DB_HOST}:3306/x', 'undecided']]],
  ])('%s is judged by its servers, without the rest', (to, expected) => {
    expect(verdicts(to)).toEqual(expected);
  });
});
