import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/index.js';
import { command } from '../cli/command.js';

const VARIABLES = ['OFFSET', 'env:OFFSET'];

const yaml = (variable: string) => `wso2.carbon:
  type: wso2-sp
  id: wso2-sp
  ports:
    offset: \${${variable}}
`;

function files(text: string, environment: string): Readonly<Record<string, string>> {
  return {
    'docker-compose.yml': `services:
  worker:
    image: wso2/wso2sp-worker:4.4.0
    environment: { ${environment} }
    volumes: ["./conf/worker/deployment.yaml:/home/wso2carbon/wso2sp-4.4.0/conf/worker/deployment.yaml"]
`,
    'conf/worker/deployment.yaml': text,
  };
}

describe('the environment of a container', () => {
  it.each(VARIABLES)('is what ${%s} of a Carbon 5 file means', async (variable) => {
    const { stdout } = await command('check', '.', '--format', 'json', { files: files(yaml(variable), 'OFFSET: 3') });
    const { deployments, findings } = JSON.parse(stdout) as Report;
    expect(deployments.flatMap(({ nodes }) => nodes)).toMatchObject([{ id: 'worker', offset: 3 }]);
    expect(findings.map(({ rule }) => rule)).not.toContain('unknown-reference');
  });

  it('leaves what it does not set as it is written', async () => {
    const { stdout } = await command('check', '.', '--format', 'json', { files: files(yaml('OFFSET'), 'OTHER: 3') });
    expect((JSON.parse(stdout) as Report).findings.map(({ rule }) => rule)).toContain('unknown-reference');
  });
});
