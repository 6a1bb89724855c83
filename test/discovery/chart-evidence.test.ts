import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/index.js';
import { command } from '../cli/command.js';
import { configMap, deployment, mounting, service } from './manifests.js';

const TOML = '[server]\nhostname = "am"\nserver_role = "default"\n\n[apim.event_hub]\nenable = true\n';

/** A server whose image has no name that says anything. */
function server(toml = TOML): readonly string[] {
  const { container, pod } = mounting('conf');
  return [configMap('conf', 'deployment.toml', toml), deployment('am', 'registry.example.com/private', container, pod)];
}

function rendered(chart: string, documents: readonly string[]): string {
  return documents.map((document) => `---\n# Source: ${chart}/templates/x.yaml\n${document}\n`).join('');
}

function labelled(document: string, labels: Readonly<Record<string, string>>): string {
  return document.replace(/^metadata: \{ ?(.*?) ?\}$/m, `metadata: { labels: ${JSON.stringify(labels)}, $1 }`);
}

async function nodesOf(text: string) {
  const { stdout } = await command('check', '-', '--format', 'json', { stdin: text });
  const { deployments } = JSON.parse(stdout) as Report;
  return deployments.flatMap(({ nodes }) => nodes.map(({ product, version }) => `${product} ${version}`));
}

const release = (version: string) => ({ 'app.kubernetes.io/version': version });

describe('a chart', () => {
  const is = labelled(service('am', 'am', [9443]), release('4.6.0'));

  it.each([
    ['wso2am-acp', 'wso2am-acp 4.6.0'],
    ['platform/charts/wso2am-acp', 'wso2am-acp 4.6.0'],
    ['my-apim', 'wso2am 4.6.0'],
    ['wso2mi', 'wso2am 4.6.0'],
  ])('called %s installs %s, where files name the product alone', async (chart, node) => {
    expect(await nodesOf(rendered(chart, [...server(), is]))).toEqual([node]);
  });

  it('is named by the labels of what runs in a cluster', async () => {
    const [conf = '', pod = ''] = server();
    const labels = { 'helm.sh/chart': 'wso2am-acp-4.6.0-1' };
    expect(await nodesOf([conf, labelled(pod, { ...labels, ...release('4.6.0') })].join('\n---\n'))).toEqual([
      'wso2am-acp 4.6.0',
    ]);
  });

  it('says nothing of the release where its objects disagree, or where another chart is labelled', async () => {
    const newest = await nodesOf(rendered('wso2am-acp', server()));
    const other = labelled(service('b', 'am', [9443]), release('4.5.0'));
    expect(await nodesOf(rendered('wso2am-acp', [...server(), is, other]))).toEqual(newest);
    expect(await nodesOf(rendered('wso2am-acp', server()) + rendered('other', [is]))).toEqual(newest);
  });

  it('counts less than the image', async () => {
    const documents = [...server(), is].map((text) =>
      text.replace('registry.example.com/private', 'wso2/wso2am:4.5.0'),
    );
    expect(await nodesOf(rendered('wso2am-acp', documents))).toEqual(['wso2am 4.5.0']);
  });

  it('makes no node of a container that is none', async () => {
    expect(await nodesOf(rendered('wso2am-acp', [deployment('web', 'nginx'), service('web', 'web', [80])]))).toEqual(
      [],
    );
  });
});
