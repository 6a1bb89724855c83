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

describe('a port that only the running system knows', () => {
  const compose = `services:
  gw:
    image: wso2/wso2am:4.2.0
    environment: { PROFILE_NAME: gateway-worker }
    ports: ["8290:8290", "9443:9443"]
    healthcheck: { test: "nc -z localhost 8290" }
    volumes: ["./conf/gw:/home/wso2carbon/wso2-config-volume"]
  cp:
    image: wso2/wso2am:4.2.0
    environment: { PROFILE_NAME: control-plane }
    volumes: ["./conf/cp:/home/wso2carbon/wso2-config-volume"]
`;
  const tree = (port: string, dialled: number) => ({
    'docker-compose.yml': compose,
    'conf/gw/deployment.toml': `[transport.passthru_http.listener.parameters]\nport = ${port}\n`,
    'conf/cp/deployment.toml': `[[apim.gateway.environment]]\nname = "Default"\nservice_url = "https://gw:${dialled}/services/"\n`,
  });
  const checked = async (port: string, dialled: number) => {
    const { stdout } = await command('check', '.', '--format', 'json', { files: tree(port, dialled) });
    const { findings, deployments } = JSON.parse(stdout) as Report;
    const endpoint = deployments[0]?.endpoints.find(({ file }) => file === 'conf/cp/deployment.toml');
    return { rules: findings.flatMap(({ rule, severity }) => (severity === 'error' ? [rule] : [])), endpoint };
  };

  it('may be any: what asks the node on a number that nothing else has is not judged, and counted', async () => {
    const { rules, endpoint } = await checked('"$env{HTTP_PORT}"', 9448);
    expect(rules).toEqual([]);
    expect(endpoint).toMatchObject({ verdict: 'undecided', reason: 'unknown-node' });
  });

  it('leaves right what reaches another listener', async () => {
    expect((await checked('"$env{HTTP_PORT}"', 9443)).endpoint).toMatchObject({ verdict: 'right' });
  });

  it('is judged where it is known', async () => {
    const { rules, endpoint } = await checked('8280', 9448);
    expect(new Set(rules)).toEqual(new Set(['publish-mismatch', 'probe-mismatch', 'link-mismatch']));
    expect(endpoint).toMatchObject({ verdict: 'wrong' });
  });
});
