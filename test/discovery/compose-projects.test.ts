import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/index.js';
import { command } from '../cli/command.js';
import { discovered } from '../configuration/reading.js';

type Files = Readonly<Record<string, string>>;

const first = (files: Files) => discovered(files).deployments[0]?.document;
const TOML = '[server]\noffset = 2\n';
const MOUNT = 'volumes: ["./am:/home/wso2carbon/wso2-config-volume"]';

async function findingsOf(files: Files) {
  const { stdout } = await command('check', '.', '--format', 'json', { files });
  const { findings } = JSON.parse(stdout) as Report;
  const others = findings.filter(({ rule }) => rule !== 'manual-edit');
  return others.map(({ rule, file, range }) => `${rule} ${file}:${range.start.line}`);
}

describe('a service that extends another one', () => {
  it('has the values of a base in another file, seen from there', () => {
    const files = {
      'base/services.yml': `services:\n  base:\n    image: wso2/wso2am:4.2.0\n    ports: ["9443:9443"]\n    ${MOUNT}\n`,
      'base/am/repository/conf/deployment.toml': TOML,
      'compose.yaml': `services:
  am:
    extends: { file: base/services.yml, service: base }
    ports: ["8243:8243"]
    environment: [PROFILE_NAME=control-plane]
`,
    };
    const document = first(files);
    expect(document?.nodes).toMatchObject({
      am: { product: 'wso2am', version: '4.2.0', profile: 'control-plane', config: 'base/am' },
    });
    expect(document?.hosts?.am?.publish).toEqual(['9443:9443', '8243:8243']);
    expect(Object.keys(document?.nodes ?? {})).toEqual(['am']);
  });

  it('has those of one in its own file, which may extend a third', () => {
    const compose = `services:
  a: { image: "wso2/wso2am:4.2.0", environment: { ADAPTER_HOST: x } }
  b: { extends: a, command: -DportOffset=3 }
  c: { extends: { service: b }, hostname: c.internal }
`;
    expect(first({ 'compose.yaml': compose })).toMatchObject({
      nodes: { c: { product: 'wso2am', version: '4.2.0' } },
      hosts: { c: { addresses: ['c.internal'] } },
    });
  });

  it('is read once where services extend each other, and as it is where nothing has the base', () => {
    const circle = 'services:\n  a: { image: "wso2/wso2am:4.2.0", extends: b }\n  b: { extends: a }\n';
    expect(Object.keys(first({ 'compose.yaml': circle })?.nodes ?? {})).toEqual(['a', 'b']);
    const lost = 'services:\n  a: { image: "wso2/wso2am:4.2.0", extends: { file: gone.yml, service: b } }\n';
    expect(Object.keys(first({ 'compose.yaml': lost })?.nodes ?? {})).toEqual(['a']);
  });
});

describe('files of other names', () => {
  it('belong to the project that includes them, and one may include the next', () => {
    const files = {
      'compose.yaml': 'include:\n  - parts/am.yml\nservices:\n  is: { image: "wso2/wso2is:6.1.0" }\n',
      'parts/am.yml': `include: [{ path: gw.yml }]\nservices:\n  am: { image: "wso2/wso2am:4.2.0", ${MOUNT} }\n`,
      'parts/gw.yml': 'services:\n  gw: { image: "wso2/wso2am:4.2.0", ports: ["8243:8243"] }\n',
      'parts/am/repository/conf/deployment.toml': TOML,
    };
    expect(discovered(files).deployments).toHaveLength(1);
    expect(first(files)).toMatchObject({
      hosts: { gw: { on: 'localhost', publish: ['8243:8243'] } },
      nodes: { is: { host: 'is' }, am: { host: 'am', config: 'parts/am' }, gw: { host: 'gw' } },
    });
  });

  it('are a project where they run a product, and left alone where they do not', () => {
    const am = 'services:\n  am:\n    image: wso2/wso2am:4.2.0\n';
    expect(Object.keys(first({ 'infra.yml': am })?.nodes ?? {})).toEqual(['am']);
    expect(discovered({ 'infra.yml': 'services:\n  db:\n    image: mysql\n' }).deployments).toEqual([]);
    expect(discovered({ 'services.yaml': 'services:\n  App\\Mailer:\n    class: X\n' }).deployments).toEqual([]);
  });

  it('do not lead to each other without end', () => {
    const files = {
      'compose.yaml': 'include: [other.yml, compose.yaml, gone.yml]\nservices:\n  am:\n    image: wso2/wso2am:4.2.0\n',
      'other.yml': 'include: [compose.yaml]\nservices:\n  gw:\n    image: wso2/wso2am:4.2.0\n',
    };
    expect(discovered(files).deployments.length).toBeLessThan(2);
  });
});

it('a profile of a compose file is a deployment of its own, with what has no profile; two with the same nodes are one', () => {
  const compose = `services:
  am: { image: "wso2/wso2am:4.2.0", ports: ["9443:9443"] }
  dev: { image: "wso2/wso2is:6.1.0", ports: ["9444:9443"], profiles: [dev] }
  test: { image: "wso2/wso2is:7.0.0", ports: ["9444:9443"], profiles: [test, ci] }
  db: { image: mysql, profiles: [ci] }
`;
  const found = discovered({ 'compose.yaml': compose }).deployments;
  expect(found.map(({ name, document }) => [name, Object.keys(document.nodes)])).toEqual([
    ['ci', ['am', 'test']],
    ['dev', ['am', 'dev']],
  ]);
});

describe('a service in the network of another one', () => {
  it('is in its container, with its ports', async () => {
    const compose = (offset: number) => `services:
  am: { image: "wso2/wso2am:4.2.0", ports: ["9443:9443", "9444:9444"] }
  is: { image: "wso2/wso2is:6.1.0", network_mode: "service:am", command: "-DportOffset=${offset}" }
`;
    expect(first({ 'compose.yaml': compose(1) })?.nodes).toMatchObject({ am: { host: 'am' }, is: { host: 'am' } });
    expect(await findingsOf({ 'compose.yaml': compose(0) })).toContain('port-collision compose.yaml:3');
    expect(await findingsOf({ 'compose.yaml': compose(1) })).not.toContain('port-collision compose.yaml:3');
  });

  it('is in that of something else, whose ports it answers', () => {
    const compose = `services:
  vpn: { image: wireguard, ports: ["9443:9443"], hostname: vpn.internal }
  am: { image: "wso2/wso2am:4.2.0", network_mode: "service:vpn" }
`;
    expect(first({ 'compose.yaml': compose })).toMatchObject({
      hosts: { localhost: {}, vpn: { on: 'localhost', publish: ['9443:9443'], addresses: ['vpn.internal'] } },
      nodes: { am: { host: 'vpn' } },
    });
  });

  it('has a container of its own where nothing is called so', () => {
    const compose = 'services:\n  am: { image: "wso2/wso2am:4.2.0", network_mode: "service:gone" }\n';
    expect(first({ 'compose.yaml': compose })?.nodes.am?.host).toBe('am');
  });
});

describe('a health check', () => {
  const compose = (test: string) => `services:
  am:
    image: wso2/wso2am:4.2.0
    command: -DportOffset=1
    healthcheck:
      test: ${test}
`;

  it.each([
    ['["CMD", "nc", "-z", "localhost", "9443"]', ['probe-mismatch compose.yaml:6']],
    ['["CMD", "nc", "-z", "localhost", "9444"]', []],
    ['curl -k https://localhost:9443/carbon || exit 1', ['probe-mismatch compose.yaml:6']],
    ['["CMD-SHELL", "curl -f http://localhost:9444/"]', ['probe-mismatch compose.yaml:6']],
    ['["CMD", "nc", "-z", "db", "3306"]', []],
    ['["NONE"]', []],
  ])('%s asks the ports of its container', async (test, expected) => {
    expect(await findingsOf({ 'compose.yaml': compose(test) })).toEqual(expected);
  });

  it('that is switched off asks nothing, and one of an override is asked in place of the other', async () => {
    const wrong = compose('nc -z localhost 9443');
    expect(await findingsOf({ 'compose.yaml': `${wrong}      disable: true\n` })).toEqual([]);
    const override = 'services: { am: { healthcheck: { test: "nc -z localhost 9444" } } }\n';
    expect(await findingsOf({ 'compose.yaml': wrong, 'compose.override.yaml': override })).toEqual([]);
  });
});
