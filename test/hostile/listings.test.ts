import { expect, it } from 'vitest';
import { workshop } from './program.js';

const { write, run } = workshop();

const PLAN = `version: 1
hosts: { a: {} }
nodes: { mi: { host: a, product: wso2mi, version: 4.2.0 } }
`;
const SS = 'State Recv-Q Send-Q Local Address:Port Peer Address:Port Process\n';
const NAME = '\u001b[31mjava\u202e\r::error::x';

it.each<[string, string]>([
  [
    'names of processes with commands for terminals and pipelines',
    `${SS}LISTEN 0 1 *:8290 *:* users:(("${NAME}",pid=1,fd=1))\n`,
  ],
  [
    'ports and addresses that are none',
    `${SS}LISTEN 0 1 *:99999999999 *:*\nLISTEN 0 1 *:-1 *:*\nLISTEN 0 1 __proto__:8290 *:*\n`,
  ],
  [
    'brackets without an end',
    `${SS}LISTEN 0 1 ${'['.repeat(200_000)}\nLISTEN 0 1 *:8290 *:* users:((${'("a",'.repeat(100_000)}\n`,
  ],
  ['thousands of sockets', SS + Array.from({ length: 20_000 }, (_, index) => `LISTEN 0 1 *:${index} *:*\n`).join('')],
  ['lists in lists', '['.repeat(200_000)],
  [
    'entities',
    '<!DOCTYPE x [<!ENTITY c SYSTEM "file:///etc/passwd">]><nmaprun><host><address addr="&c;"/></host></nmaprun>',
  ],
  ['nothing', ''],
  ['blanks', '\t'.repeat(10_000_000)],
])('a listing of %s is compared or refused, and nothing of it is obeyed', (_, listing) => {
  write({ 'plan.yaml': PLAN, 'listing.txt': listing });
  for (const format of ['text', 'markdown', 'json', 'junit']) {
    const { code, stdout, stderr } = run(['verify', 'plan.yaml', '--listing', 'a=listing.txt', '--format', format]);
    expect([0, 1, 2]).toContain(code);
    expect(`${stdout}${stderr}`).not.toMatch(/[^\P{Cc}\n]|\u202e|^::| {4}at |a bug|root:x/mu);
  }
});
