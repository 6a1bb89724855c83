import { describe, expect, it } from 'vitest';
import type { VerifiedHost, VerifiedPort } from '../../../src/model/verification.js';
import { sectionOf } from '../../../src/report/verify/list.js';
import { text } from '../../../src/report/verify/text.js';

const PORT: VerifiedPort = {
  port: 9443,
  protocol: 'tcp',
  state: 'closed',
  owner: 'gw servlet-https',
  bind: '*',
  addresses: [],
  isDifference: true,
};
const host = (...ports: readonly Partial<VerifiedPort>[]): VerifiedHost => ({
  id: 'app1',
  formats: ['ss'],
  ports: ports.map((port) => ({ ...PORT, ...port })),
  hints: [],
});
const cells = (port: Partial<VerifiedPort>) => sectionOf(host(port)).grid?.rows[0]?.cells;

describe('a host', () => {
  it('without ports has nothing to compare', () => {
    expect(sectionOf(host())).toEqual({ title: 'app1 (ss): nothing to compare', text: [] });
  });

  it('that is as planned has no table', () => {
    const { title, grid } = sectionOf(host({ state: 'open', isDifference: false }));
    expect([title, grid]).toEqual(['app1 (ss): 1 open', undefined]);
  });

  it('has its differences alone in the table', () => {
    const shown = text(
      { hosts: [host({}, { state: 'open', port: 9763, isDifference: false })], unseen: [] },
      { color: false, width: 0 },
    );
    expect(shown).toContain('closed  9443/tcp  gw servlet-https');
    expect(shown).not.toContain('9763');
  });
});

describe('a difference', () => {
  it('says the address where the plan has one', () => {
    expect(cells({ bind: '10.0.0.5' })).toEqual(['closed', '9443/tcp', 'gw servlet-https on 10.0.0.5', '']);
  });

  it('says who listens where', () => {
    const found = { addresses: ['127.0.0.1', '::1'], process: 'java (pid 7)' };
    expect(cells({ state: 'bound elsewhere', ...found })?.[3]).toBe('java (pid 7) on 127.0.0.1, ::1');
    expect(cells({ state: 'held by another', process: 'nginx' })?.[3]).toBe('nginx');
  });

  it('says what the plan switches off, and nothing of what it does not know', () => {
    expect(cells({ state: 'not planned' })?.[2]).toBe('gw servlet-https, switched off');
    const { owner: _, bind: __, ...unknown } = PORT;
    const row = sectionOf({ ...host(), ports: [{ ...unknown, state: 'not planned' }] }).grid?.rows[0]?.cells;
    expect(row).toEqual(['not planned', '9443/tcp', '', '']);
  });
});

describe('what is no difference', () => {
  it('is a line, with its process where the listing tells it', () => {
    const beside = { state: 'not planned' as const, isDifference: false };
    const { text: lines } = sectionOf(host({ ...beside, port: 22, process: 'sshd' }, { ...beside, port: 111 }));
    expect(lines).toEqual(['also open, below 1024 or on the loopback: 22/tcp sshd; 111/tcp']);
  });

  it('is a line where it was not judged', () => {
    const section = sectionOf({ ...host({ state: 'not judged', isDifference: false }), hints: ['a hint'] });
    expect(section.text).toEqual(['a hint', 'not judged, since the listing cannot show it: 9443/tcp gw servlet-https']);
  });
});
