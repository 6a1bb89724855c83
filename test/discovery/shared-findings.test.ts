import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/index.js';
import { command } from '../cli/command.js';

const values = (...lines: readonly string[]) =>
  `wso2:\n  apim:\n${lines.map((line) => `    ${line}\n`).join('')}  deployment:\n    replicas: 1\n`;

const FILES = {
  'cp/wso2am-acp/Chart.yaml': 'name: wso2am-acp\nappVersion: 4.6.0\n',
  'cp/acp.yaml': values('portOffset: 70000'),
  'gw/wso2am-universal-gw/Chart.yaml': 'name: wso2am-universal-gw\nappVersion: 4.6.0\n',
  'gw/gw-dev.yaml': values('portOffset: 0'),
  'gw/gw-prod.yaml': values('portOffset: 0'),
};

describe('a node of several alternatives', () => {
  it('has each of its findings once', async () => {
    const { stdout } = await command('check', '.', '--format', 'json', { files: FILES });
    const { deployments, findings } = JSON.parse(stdout) as Report;
    expect(deployments.map(({ nodes }) => nodes.map(({ id }) => id))).toEqual([
      ['acp', 'gw-dev'],
      ['acp', 'gw-prod'],
    ]);
    expect(findings.filter(({ file }) => file === 'cp/acp.yaml').map(({ rule }) => rule)).toEqual(['port-range']);
  });
});
