import { describe, expect, it } from 'vitest';
import { discovered } from '../configuration/reading.js';

type Files = Readonly<Record<string, string>>;

function nodesOf(files: Files) {
  const { deployments } = discovered(files);
  return deployments.flatMap(({ document }) =>
    Object.entries(document.nodes).map(([id, { product, version, host }]) => `${id}: ${product} ${version} on ${host}`),
  );
}

describe('a tree of Dockerfiles alone', () => {
  it('has a node for each image, in a container of its own', () => {
    const files = {
      'gw/Dockerfile': 'FROM wso2/wso2am:4.2.0\nEXPOSE 9443\n',
      'km/Dockerfile': 'FROM own/base:1\nCOPY files/wso2is-6.1.0.zip /opt/\n',
    };
    expect(nodesOf(files)).toEqual(['gw: wso2am 4.2.0 on gw-host', 'km: wso2is 6.1.0 on km-host']);
  });

  it('tells the product by the home that the server is started in, or by the pack that is unpacked', () => {
    const started = 'FROM alpine\nRUN git clone x .\nWORKDIR /app/wso2am-4.2.0/bin/\nENTRYPOINT ["./api-manager.sh"]\n';
    expect(nodesOf({ 'am/Dockerfile': started })).toEqual(['am: wso2am 4.2.0 on am-host']);
    const run = 'FROM alpine\nRUN curl -LO https://files.example/wso2mi-4.2.0.zip && unzip wso2mi-4.2.0.zip\n';
    expect(nodesOf({ 'mi/Dockerfile': run })).toEqual(['mi: wso2mi 4.2.0 on mi-host']);
  });

  it('has a node for each Dockerfile of one folder, called as the file is', () => {
    const files = {
      'docker/Dockerfile.gw': 'FROM wso2/wso2am:4.2.0\n',
      'docker/is.Dockerfile': 'FROM wso2/wso2is:6.1.0\n',
      'docker/Dockerfile': 'FROM wso2/wso2mi:4.2.0\n',
    };
    expect(nodesOf(files)).toEqual([
      'gw: wso2am 4.2.0 on gw-host',
      'is: wso2is 6.1.0 on is-host',
      'docker: wso2mi 4.2.0 on docker-host',
    ]);
  });

  it('has alternatives where one image is built on several systems', () => {
    const { deployments } = discovered({
      'alpine/am/Dockerfile': 'FROM wso2/wso2am:4.2.0\n',
      'ubuntu/am/Dockerfile': 'FROM wso2/wso2am:4.2.0\n',
    });
    expect(deployments.map(({ name }) => name)).toEqual(['alpine', 'ubuntu']);
  });

  it('is said where no product is named', () => {
    const { deployments, unread } = discovered({ Dockerfile: 'FROM alpine\nRUN make\n' });
    expect(deployments).toEqual([]);
    expect(unread).toEqual([expect.objectContaining({ kind: expect.stringContaining('no WSO2 product'), count: 1 })]);
  });
});

describe('a Dockerfile beside other files', () => {
  const compose = (image: string, more = '') =>
    `services:\n  is:\n    image: ${image}\n    ports: ["9443:9443"]\n${more}`;
  const filesOf = (files: Files) =>
    discovered(files).deployments.flatMap(({ configurations }) =>
      (configurations?.get('is')?.fragments ?? []).map(({ file }) => file),
    );
  const server = '[server]\nhostname = "localhost"\noffset = 3\n';

  it('puts the configuration of its folder into a container, and makes no node beside others', () => {
    const files = {
      'am/Dockerfile': 'FROM wso2/wso2am:4.2.0\nCOPY deployment.toml /x/\n',
      'am/deployment.toml': server,
      'spare/Dockerfile': 'FROM wso2/wso2mi:4.2.0\n',
    };
    expect(nodesOf(files)).toEqual(['am: wso2am 4.2.0 on am-host']);
  });

  it('makes the image of a service that has another name than its base', () => {
    const files = {
      'compose.yaml': compose('own/wso2is-mssql:6.1.0'),
      'image/Dockerfile': 'FROM wso2/wso2is:6.1.0\nCOPY deployment.toml /x/\n',
      'image/deployment.toml': server,
    };
    expect(filesOf(files)).toContain('image/deployment.toml');
  });

  it.each([
    ['the image of the vendor', compose('wso2/wso2is:6.1.0')],
    ['an image of another release', compose('own/wso2is-mssql:6.0.0')],
    ['an image of another product', compose('own/wso2am-mssql:6.1.0')],
    ['one of two images', compose('own/wso2is-a:6.1.0', '  other:\n    image: own/wso2is-b:6.1.0\n')],
  ])('does not make %s', (_, text) => {
    const files = {
      'compose.yaml': text,
      Dockerfile: 'FROM wso2/wso2is:6.1.0\nCOPY deployment.toml /x/\n',
      'deployment.toml': server,
    };
    expect(filesOf(files)).not.toContain('deployment.toml');
  });
});
