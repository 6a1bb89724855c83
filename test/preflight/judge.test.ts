import { describe, expect, it } from 'vitest';
import { exportPlanOf } from '../../src/export/plan.js';
import { flowsOf } from '../../src/flows/flows.js';
import type { MachineAnswers, NeededPort, PreflightPlan } from '../../src/model/preflight.js';
import type { TopologyDocument } from '../../src/model/topology.js';
import { judge } from '../../src/preflight/judge.js';
import { hostsOfMachine, preflightPlanOf } from '../../src/preflight/plan.js';
import { catalogue, deploymentOf, gatewayAndKeyManager, node, topology } from '../topology-builder.js';

const PORT: NeededPort = { port: 9443, protocol: 'tcp', bind: '*', owner: 'gw servlet-https' };
const PLAN: PreflightPlan = {
  host: 'app1',
  nodes: ['gw (wso2am 4.2.0, offset 0)'],
  ports: [PORT],
  names: [],
  peers: [],
};
const ANSWERS: MachineAnswers = {
  taken: new Map(),
  outgoing: { from: 32768, to: 60999 },
  reserved: [],
  resolved: new Map(),
  refused: new Map(),
  connected: 0,
};
const checks = (answers: Partial<MachineAnswers>, plan: Partial<PreflightPlan> = {}) =>
  judge({ ...PLAN, ...plan }, { ...ANSWERS, ...answers });
const named = (name: string, ...parameters: Parameters<typeof checks>) =>
  checks(...parameters).find((check) => check.name === name);

describe('a port', () => {
  it.each([
    [{ kind: 'taken' as const, detail: 'nginx (pid 3)' }, 'Port-9443', 'error', /nginx \(pid 3\) listens there/],
    [{ kind: 'taken' as const }, 'Port-9443', 'error', /something listens there/],
    [{ kind: 'rights' as const }, 'Port-9443', 'warning', /needs rights/],
    [{ kind: 'address' as const }, 'Address-*', 'error', /does not have \*, where the plan wants 9443/],
    [{ kind: 'other' as const, detail: 'EMFILE' }, 'Port-9443', 'error', /EMFILE/],
    [{ kind: 'other' as const }, 'Port-9443', 'error', /the system refuses it/],
  ])('with the obstacle %j is %s', (obstacle, name, level, message) => {
    expect(named(name, { taken: new Map([[PORT, obstacle]]) })).toEqual({
      name,
      level,
      message: expect.stringMatching(message),
    });
  });

  it('that is free is counted, and one that a listing cannot show is said', () => {
    expect(named('Ports', {})).toEqual({ name: 'Ports', level: 'ok', message: '1 of 1 ports are free' });
    const unseen = { taken: new Map([[PORT, { kind: 'unseen' as const }]]) };
    expect(named('Ports-unseen', unseen)).toEqual({
      name: 'Ports-unseen',
      level: 'warning',
      message: 'the listing cannot show whether these are free: 9443/tcp of gw servlet-https',
    });
    expect(named('Ports', unseen)).toBeUndefined();
  });

  it('of an address that the machine does not have is told with the others of it', () => {
    const other: NeededPort = { ...PORT, port: 9763, owner: 'gw servlet-http' };
    const ports = [PORT, other].map((port) => ({ ...port, bind: '10.0.0.7' }));
    const taken = new Map(ports.map((port) => [port, { kind: 'address' as const }]));
    expect(checks({ taken }, { ports }).filter(({ level }) => level === 'error')).toEqual([
      {
        name: 'Address-10.0.0.7',
        level: 'error',
        message:
          'this machine does not have 10.0.0.7, where the plan wants 9443/tcp of gw servlet-https, 9763/tcp of gw servlet-http',
      },
    ]);
  });
});

describe('the range of outgoing ports', () => {
  it.each([
    [{}, 'ok'],
    [{ outgoing: { from: 1024, to: 65535 } }, 'warning'],
    [{ outgoing: { from: 1024, to: 65535 }, reserved: [{ from: 9443, to: 9445 }] }, 'ok'],
  ])('%j is %s', (answers, level) => {
    expect(named('LocalPortRange', answers)?.level).toBe(level);
  });

  it('names the setting that keeps ports free', () => {
    expect(named('LocalPortRange', { outgoing: { from: 9000, to: 9999 } })?.message).toContain(
      'sysctl net.ipv4.ip_local_reserved_ports=9443',
    );
  });

  it('that the system does not tell is a warning', () => {
    const { outgoing: _, ...silent } = ANSWERS;
    expect(judge(PLAN, silent)).toContainEqual(expect.objectContaining({ name: 'LocalPortRange', level: 'warning' }));
  });
});

describe('a name', () => {
  const written = { name: 'km', expected: ['10.0.0.7'], isWritten: true, by: 'gw x' };

  it.each([
    [written, [], 'error'],
    [{ ...written, isWritten: false }, [], 'warning'],
    [written, ['10.0.0.7', '10.0.0.8'], 'ok'],
    [written, ['10.0.0.9'], 'warning'],
    [{ ...written, expected: [] }, ['10.0.0.9'], 'ok'],
  ])('%j that resolves to %j is %s', (name, addresses, level) => {
    expect(named('Resolve-km', { resolved: new Map([[name, addresses]]) }, { names: [name] })?.level).toBe(level);
  });
});

describe('a server', () => {
  const peer = { host: 'km', port: 9443, isPlanned: true, by: 'gw x' };

  it.each([
    [peer, 'warning'],
    [{ ...peer, isPlanned: false }, 'error'],
  ])('%j that does not accept is %s', (wanted, level) => {
    const answers = { refused: new Map([[wanted, 'nothing listens there']]), connected: 1 };
    expect(named('Connect-km:9443', answers, { peers: [wanted] })?.level).toBe(level);
  });

  it('that accepts is counted, and those that were not tried are said', () => {
    const both = checks({ connected: 1 }, { peers: [peer, { ...peer, port: 9444 }] }).filter(
      ({ name }) => name === 'Connect',
    );
    expect(both.map(({ message }) => message)).toEqual([
      '1 of 2 servers accept a connection',
      '1 servers were not tried',
    ]);
  });
});

describe('what a machine is asked', () => {
  const asked = (document: TopologyDocument, id: string) => {
    const deployment = deploymentOf(document);
    const host = exportPlanOf(deployment, flowsOf(deployment), catalogue).hosts.find((entry) => entry.id === id);
    if (!host) throw new Error(`there is no host ${id}`);
    return preflightPlanOf(host, deployment, flowsOf(deployment).flows);
  };

  it('are the names as they are written, with the addresses of the plan', () => {
    const plan = gatewayAndKeyManager(
      '2.6.0',
      { links: { 'key-validation-ws': { to: 'key-manager', url: 'https://km:9443/services/' } } },
      {},
      { hosts: { 'km.internal': { addresses: ['10.0.0.7', 'km'] } } },
    );
    const { names, peers } = asked(plan, 'gw.internal');
    expect(names).toContainEqual({
      name: 'km',
      expected: ['10.0.0.7'],
      isWritten: true,
      by: 'gateway key-validation-ws',
    });
    expect(names).toContainEqual(expect.objectContaining({ name: 'km.internal', isWritten: false }));
    expect(peers).toContainEqual({ host: 'km', port: 9443, isPlanned: true, by: 'gateway key-validation-ws' });
  });

  it('are servers outside of the plan, and nothing that stays on the host', () => {
    const plan = topology({
      a: node('wso2mi', '4.2.0', { dials: [{ to: 'db.corp:3306' }, { to: 'localhost:5432' }, { to: '10.9.9.9:25' }] }),
    });
    const { names, peers } = asked(plan, 'app1');
    expect(names.map(({ name }) => name)).toEqual(['db.corp']);
    expect(peers.map(({ host, isPlanned }) => [host, isPlanned])).toEqual([
      ['10.9.9.9', false],
      ['db.corp', false],
    ]);
  });
});

describe('the host that a machine is', () => {
  const deployment = () =>
    deploymentOf(
      topology(
        {},
        { hosts: { 'app1.internal': { addresses: ['10.0.0.5'] }, app2: {}, other: { addresses: ['APP2.corp'] } } },
      ),
    );

  it.each([
    [{ name: 'app1.internal', addresses: [] }, ['app1.internal']],
    [{ name: 'x', addresses: ['10.0.0.5'] }, ['app1.internal']],
    [{ name: 'app2.corp', addresses: [] }, ['app2', 'other']],
    [{ name: 'x', addresses: ['10.0.0.6'] }, []],
  ])('%j is %j', (machine, ids) => {
    expect(hostsOfMachine(deployment(), machine)).toEqual(ids);
  });
});
