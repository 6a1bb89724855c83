import { describe, expect, it } from 'vitest';
import { discovered } from '../configuration/reading.js';

type Files = Readonly<Record<string, string>>;

const carbon = (offset: string) =>
  `<Server><ServerKey>AM</ServerKey><Version>2.1.0</Version><HostName>api.example.com</HostName>${offset}</Server>`;
const CONF = carbon('<Ports><Offset>0</Offset></Ports>');

function hostsOf(files: Files) {
  const [found] = discovered(files).deployments;
  return Object.values(found?.document.nodes ?? {}).map(({ host }) => host);
}

describe('homes with one host name', () => {
  const homes = { 'gw/carbon/repository/conf/carbon.xml': CONF, 'km/carbon/repository/conf/carbon.xml': CONF };
  const recipe = (copy: string) => `FROM wso2am:2.1.0\n${copy}\n`;

  it('are on machines of their own where each is copied into an image', () => {
    const copied = {
      'gw/Dockerfile': recipe('COPY carbon/ /tmp/carbon/'),
      'km/Dockerfile': recipe('COPY carbon /tmp/'),
    };
    expect(hostsOf({ ...homes, ...copied })).toEqual(['gw-host', 'km-host']);
  });

  it.each([
    ['no Dockerfile copies them', {}],
    ['a Dockerfile copies something else', { 'gw/Dockerfile': recipe('COPY lib/*.jar /tmp/') }],
    ['one Dockerfile copies all', { Dockerfile: recipe('COPY . /tmp/') }],
  ])('share its machine where %s', (_, files: Files) => {
    expect(new Set(hostsOf({ ...homes, ...files }))).toEqual(new Set(['api.example.com']));
  });

  it('keep the name where it is that of one alone', () => {
    const { 'gw/carbon/repository/conf/carbon.xml': gw } = homes;
    const files = { 'gw/carbon/repository/conf/carbon.xml': gw, 'gw/Dockerfile': recipe('COPY carbon /tmp/') };
    expect(hostsOf(files)).toEqual(['api.example.com']);
  });
});

describe('files of the roles of a playbook', () => {
  const kind = 'files that a role of a playbook copies over those of a product, whose offset is in none of them';

  it('are of a machine each', () => {
    const files = { 'roles/gw/files/carbon.xml': CONF, 'roles/km/files/carbon.xml': CONF };
    expect(hostsOf(files)).toEqual(['gw-host', 'km-host']);
    expect(discovered(files).unread).toEqual([]);
  });

  it('are no node where the file with its offset is not among them, which is said', () => {
    const files = {
      'roles/gw/files/api-manager.xml':
        '<APIManager><AuthManager><ServerURL>https://localhost:9447/services/</ServerURL></AuthManager></APIManager>',
    };
    const registry = '<wso2registry><currentDBConfig>wso2registry</currentDBConfig></wso2registry>';
    const { deployments, unread } = discovered({ ...files, 'roles/gw/files/registry.xml': registry });
    expect(deployments).toEqual([]);
    expect(unread).toEqual([expect.objectContaining({ kind, count: 1 })]);
    const alone = { 'gw/files/api-manager.xml': files['roles/gw/files/api-manager.xml'] };
    expect(discovered(alone).unread.map((each) => each.kind)).not.toContain(kind);
  });

  it('are a node where one file says all of it', () => {
    const files = { 'roles/gw/files/deployment.toml': '[server]\nhostname = "gw"\n[apim.cors]\nenable = true\n' };
    expect(hostsOf(files)).toEqual(['gw']);
  });
});
