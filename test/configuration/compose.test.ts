import { describe, expect, it } from 'vitest';
import { withServices } from '../../src/discovery/services.js';
import type { Service } from '../../src/model/fragment.js';
import { fragmentsOf } from './reading.js';

function services(files: Readonly<Record<string, string>>): readonly Service[] {
  return withServices(fragmentsOf(files)).flatMap((fragment) => fragment.services);
}

const service = (text: string, others: Readonly<Record<string, string>> = {}) =>
  services({ 'p/docker-compose.yml': `services:\n  gw:\n${text}`, ...others })[0];

const hints = (found: Service | undefined) => found?.hints.map(({ aspect, value }) => `${aspect} ${value}`);

describe('a compose service', () => {
  it('drops published ports that are none, and says so', () => {
    const [fragment] = fragmentsOf({
      'compose.yml': 'services:\n  gw:\n    ports: ["70000:9443", "8243:8243", "0:9763"]\n',
    });
    expect(fragment?.services[0]?.published.map(({ value }) => value)).toEqual(['8243:8243']);
    expect(fragment?.unread.map(({ what }) => what)).toEqual(['70000:9443', '0:9763']);
  });

  it('takes variables from .env, and their defaults where it has none', () => {
    const text = '    image: wso2/wso2am:${TAG:-4.1.0}\n';
    expect(hints(service(text))).toEqual(['product wso2am', 'version 4.1.0']);
    expect(hints(service(text, { 'p/.env': 'TAG="4.2.0"\n' }))).toEqual(['product wso2am', 'version 4.2.0']);
  });

  it('takes the environment from env_file behind its own', () => {
    const text = '    image: wso2am:4.2.0\n    env_file: gw.env\n';
    const env = { 'p/gw.env': 'PROFILE_NAME=gateway-worker\nJAVA_OPTS=-DportOffset=2\n' };
    expect(hints(service(text, env))).toContain('profile gateway-worker');
    expect(service(text, env)?.offset).toMatchObject({ value: 2, file: 'p/gw.env' });
    expect(service(`${text}    environment: [JAVA_OPTS=-DportOffset=1]\n`, env)?.offset?.value).toBe(1);
  });

  it('is built with its arguments by the Dockerfile of its context', () => {
    const text = '    build:\n      context: ./d\n      args: [V=4.2.0]\n';
    const dockerfile = { 'p/d/Dockerfile': 'ARG V=4.0.0\nFROM wso2am:${V}\nCOPY conf/deployment.toml /c/\n' };
    const found = service(text, dockerfile);
    expect(hints(found)).toEqual(['product wso2am', 'version 4.2.0']);
    expect(found?.sources).toEqual(['d/conf/deployment.toml']);
  });

  it('is built by a Dockerfile whose context lies above the folder that is read', () => {
    const found = services({
      'docker-compose.yml': 'services:\n  gw:\n    build: { context: ../, dockerfile: p/gw/Dockerfile }\n',
      'gw/Dockerfile': 'FROM wso2am:2.1.0\n',
    });
    expect(hints(found[0])).toEqual(['product wso2am', 'version 2.1.0']);
  });

  it('has the ports and the profile of its override file', () => {
    const found = services({
      'docker-compose.yml': 'services:\n  gw: { image: "wso2am:4.2.0", ports: ["9443:9443"] }\n',
      'docker-compose.override.yml': 'services:\n  gw: { environment: { PROFILE_NAME: tm }, ports: ["9444:9443"] }\n',
    });
    expect(found.map(({ published }) => published.map(({ value }) => value))).toEqual([['9443:9443', '9444:9443']]);
    expect(hints(found[0])?.[0]).toBe('profile tm');
  });

  it('is known by the aliases of links, and by names of its fixed address', () => {
    const found = services({
      'compose.yml': `services:
  lb: { image: nginx, networks: { a: { ipv4_address: 172.18.0.2 } } }
  gw: { image: "wso2am:4.2.0", links: ["lb:apim-keymanager"], extra_hosts: ["balancer:172.18.0.2"] }
`,
    });
    expect(found[0]?.addresses).toEqual(['apim-keymanager', 'balancer']);
  });

  it('is not called localhost by others', () => {
    expect(service('    hostname: localhost\n    container_name: gateway-1\n')?.addresses).toEqual(['gateway-1']);
  });

  it('listens on the port of its debugger', () => {
    const port = (text: string) => service(`    command: ${text}\n`)?.debug?.map(({ value }) => value);
    expect(port('["--debug", "5005"]')).toEqual([5005]);
    expect(port('["-agentlib:jdwp=transport=dt_socket,server=y,address=*:5006"]')).toEqual([5006]);
    expect(port('wso2server.sh -debug 5007')).toEqual([5007]);
    expect(port('wso2server.sh')).toEqual([]);
  });

  it('is there once for each replica, where each wants the same port of the machine', () => {
    const text = (ports: string) => ({
      'compose.yml': `services:\n  gw: { image: "wso2am:4.2.0", deploy: { replicas: 2 }, ports: ["${ports}"] }\n`,
    });
    expect(services(text('8243:8243')).map(({ name }) => name)).toEqual(['gw', 'gw-2']);
    expect(services(text('8243-8244:8243')).map(({ name }) => name)).toEqual(['gw']);
  });

  it('sees a config of the project as a mounted file', () => {
    const text =
      'services:\n  gw: { image: "wso2am:4.2.0", configs: [toml] }\nconfigs: { toml: { file: ./deployment.toml } }\n';
    expect(services({ 'compose.yml': text })[0]?.sources).toEqual(['./deployment.toml']);
  });

  it('keeps no secret', () => {
    const text = '    environment: { DB_PASSWORD: hidden }\n    build: { context: ., args: { TOKEN: hidden } }\n';
    expect(
      JSON.stringify(fragmentsOf({ 'compose.yml': `services:\n  gw:\n${text}`, '.env': 'DB_PASSWORD=hidden' })),
    ).not.toContain('hidden');
  });

  it('runs an image that a script builds', () => {
    const found = services({
      'compose.yml': 'services:\n  gw: { image: "apim-gw:1" }\n',
      'build.sh':
        'docker build \\\n  --build-arg V=4.2.0 \\\n  -t apim-gw:1 --file docker/Dockerfile docker && echo built\n',
      'docker/Dockerfile': 'ARG V=4.0.0\nFROM wso2am:${V}\nCOPY conf/ /c/\n',
    });
    expect(hints(found[0])).toEqual(['product wso2am', 'version 4.2.0']);
    expect(found[0]?.sources).toEqual(['docker/conf/']);
  });
});
