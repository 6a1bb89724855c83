import { describe, expect, it } from 'vitest';
import type { ConfigurationTree } from '../../src/model/fragment.js';
import { discovered } from '../configuration/reading.js';
import { configMap, deployment, mounting, service } from './manifests.js';

const carbon = (offset: number) =>
  `<Server><ServerKey>AM</ServerKey><Version>2.6.0</Version><Ports><Offset>${offset}</Offset></Ports></Server>`;

const AM = deployment('am', 'wso2/wso2am:2.6.0', mounting('am-conf').container, mounting('am-conf').pod);

/** For each deployment its name, and the offset and the files of each node. */
function found(files: Readonly<Record<string, string>>) {
  return discovered(files).deployments.map(
    ({ name, evidence, configurations = new Map<string, ConfigurationTree>() }) => ({
      name,
      nodes: [...configurations].map(([id, { fragments }]) => [
        id,
        fragments.find(({ offset }) => offset)?.offset?.value,
      ]),
      files: [...evidence.values()].flatMap(({ sources }) => sources.filter((source) => !source.endsWith('.yaml'))),
    }),
  );
}

describe('a ConfigMap that a script makes of files', () => {
  it.each([
    ['a folder', 'kubectl create configmap am-conf --from-file=../confs/am/'],
    ['a file', '${KUBECTL} -n wso2 create cm am-conf --from-file ../confs/am/carbon.xml'],
    [
      'a file under another name, over several lines',
      'oc create configmap am-conf \\\n  --from-file=carbon.xml="../confs/am/carbon.xml"',
    ],
  ])('configures the pods that mount it: %s', (_, command) => {
    const files = {
      'k8s/scripts/deploy.sh': `#!/bin/sh\n${command}\n`,
      'k8s/confs/am/carbon.xml': carbon(2),
      'k8s/am.yaml': AM,
    };
    expect(found(files)).toEqual([{ name: undefined, nodes: [['am', 2]], files: ['k8s/confs/am/carbon.xml'] }]);
  });

  it.each([
    ['in a comment', '# kubectl create configmap am-conf --from-file=../confs/am/'],
    ['behind a comment', 'true # kubectl create configmap am-conf --from-file=../confs/am/'],
    ['of a path that only the shell knows', 'kubectl create configmap am-conf --from-file=$CONFS/am/'],
    ['of another name', 'kubectl create configmap conf --from-file=../confs/am/'],
    ['without a name', 'kubectl create configmap --from-file=../confs/am/'],
  ])('configures nothing where it is %s', (_, command) => {
    const files = { 'k8s/scripts/deploy.sh': command, 'k8s/confs/am/carbon.xml': carbon(2), 'k8s/am.yaml': AM };
    const absent = { unknown: 'ConfigMap/am-conf', isAbsent: true };
    expect(found(files).flatMap(({ nodes }) => nodes)).toContainEqual(['am', absent]);
  });

  it.each([
    [
      'a shell',
      'MAP=am-conf # of the gateway\nexport FILE="../confs/am/carbon.xml"\nkubectl create cm ${MAP} --from-file=$FILE',
    ],
    [
      'a shell that quotes',
      'readonly MAP=\'am-conf\'; DIR=../confs/am\nkubectl create configmap "${MAP}" --from-file="${DIR}/"',
    ],
    ['a Makefile', 'MAP := am-conf\ndeploy:\n\toc create configmap $(MAP) --from-file=../confs/am/'],
  ])('may be called by variables that are set once, to a text: in %s', (_, script) => {
    const files = { 'k8s/scripts/deploy.sh': script, 'k8s/confs/am/carbon.xml': carbon(2), 'k8s/am.yaml': AM };
    expect(found(files)).toEqual([{ name: undefined, nodes: [['am', 2]], files: ['k8s/confs/am/carbon.xml'] }]);
  });

  it.each([
    ['set twice', 'DIR=../confs/am\nif x; then DIR=../confs/other; fi'],
    ['set in a loop', 'DIR=../confs/am\nfor DIR in a b; do'],
    ['read', 'DIR=../confs/am\nread -p DIR DIR'],
    ['made of others', 'DIR=$ROOT/confs/am'],
    ['made by a command', 'DIR=`pwd`/confs/am'],
    ['never set', 'OTHER=../confs/am'],
  ])('is not known where a variable is %s', (_, lines) => {
    const script = `${lines}\nkubectl create configmap am-conf --from-file=$DIR/\n`;
    const files = { 'k8s/scripts/deploy.sh': script, 'k8s/confs/am/carbon.xml': carbon(2), 'k8s/am.yaml': AM };
    expect(found(files).flatMap(({ nodes }) => nodes)).toContainEqual([
      'am',
      { unknown: 'ConfigMap/am-conf', isAbsent: true },
    ]);
  });

  it('is not asked where the manifests have it', () => {
    const files = {
      'k8s/deploy.sh': 'kubectl create configmap am-conf --from-file=confs/',
      'k8s/confs/carbon.xml': carbon(2),
      'k8s/am.yaml': `${AM}\n---\n${configMap('am-conf', 'carbon.xml', carbon(3))}`,
    };
    expect(found(files).flatMap(({ nodes }) => nodes)).toContainEqual(['am', 3]);
  });

  it('is asked where the manifests have a Secret of its name', () => {
    const secret = configMap('am-conf', 'carbon.xml', carbon(3)).replace('kind: ConfigMap', 'kind: Secret');
    const files = {
      'k8s/deploy.sh': 'kubectl create configmap am-conf --from-file=confs/',
      'k8s/confs/carbon.xml': carbon(2),
      'k8s/am.yaml': `${AM}\n---\n${secret}`,
    };
    expect(found(files).flatMap(({ nodes }) => nodes)).toContainEqual(['am', 2]);
  });

  it('may be made by the scripts of several clusters, and mounted file by file', () => {
    const mountPath = '/home/wso2carbon/wso2am-2.6.0/repository/conf/carbon.xml';
    const volumeMounts = [{ name: 'conf', mountPath, subPath: 'carbon.xml' }];
    const files = {
      'k8s/deploy.sh': 'kubectl create configmap am-conf --from-file=confs/',
      'k8s/deploy-oc.sh': 'oc create configmap am-conf --from-file=missing/',
      'k8s/confs/carbon.xml': carbon(2),
      'k8s/confs/user-mgt.xml': '<UserManager/>',
      'k8s/am.yaml': deployment('am', 'wso2/wso2am:2.6.0', { volumeMounts }, mounting('am-conf').pod),
    };
    expect(found(files)).toEqual([{ name: undefined, nodes: [['am', 2]], files: ['k8s/confs/carbon.xml'] }]);
  });
});

describe('a ConfigMap that Kustomize makes of files', () => {
  it('configures the pods that mount it', () => {
    const kustomization =
      'configMapGenerator:\n  - name: other\n    files: [x.txt]\n  - name: am-conf\n    files: [carbon.xml=conf/carbon.xml]\n';
    const files = { 'base/kustomization.yaml': kustomization, 'base/conf/carbon.xml': carbon(2), 'base/am.yaml': AM };
    expect(found(files)).toEqual([{ name: undefined, nodes: [['am', 2]], files: ['base/conf/carbon.xml'] }]);
  });

  it('is said not to be read where its file is malformed', () => {
    const { deployments } = discovered({ 'kustomization.yaml': 'configMapGenerator: [', 'am.yaml': AM });
    expect(deployments[0]?.faults).toHaveLength(1);
  });
});

describe('manifests of several patterns', () => {
  it('are a bundle each, with what is beside them', () => {
    const rest = service('am', 'am', [9443]);
    const files = {
      'k8s/one/am/am.yaml': AM,
      'k8s/one/services/am.yaml': rest,
      'k8s/two/am.yaml': AM,
      'k8s/two/services.yaml': rest,
      'k8s/is/is.yaml': deployment('is', 'wso2/wso2is:5.7.0'),
      'mi/mi.yaml': deployment('mi', 'wso2/wso2mi:4.2.0'),
    };
    const deployments = discovered(files).deployments;
    expect(
      deployments.map(({ name, document }) => [name, Object.keys(document.nodes), 'am' in document.hosts]),
    ).toEqual([
      ['k8s/one', ['am', 'is'], true],
      ['k8s/two', ['am', 'is'], true],
      [undefined, ['mi'], false],
    ]);
  });

  it('are told apart by the scripts that make the ConfigMaps of each', () => {
    const script = 'kubectl create configmap am-conf --from-file=conf/';
    const files = {
      'one/deploy.sh': script,
      'one/deploy-cloud.sh': script,
      'one/conf/carbon.xml': carbon(1),
      'one/am.yaml': AM,
      'two/deploy.sh': script,
      'two/conf/carbon.xml': carbon(2),
      'two/gw.yaml': AM.replace('name: "am"', 'name: "gw"').replace('"name":"am"', '"name":"gw"'),
    };
    expect(found(files).map(({ name, nodes }) => [name, nodes])).toEqual([
      ['one', [['am', 1]]],
      ['two', [['gw', 2]]],
    ]);
  });

  it('have a bundle of what is beside their folder, and the scripts beside their files', () => {
    const script = 'kubectl create configmap am-conf --from-file=conf/';
    const files = {
      'k8s/p/deploy.sh': script,
      'k8s/p/deploy-oc.sh': script,
      'k8s/p/conf/carbon.xml': carbon(2),
      'k8s/p/a.yaml': AM,
      'k8s/p/b.yaml': AM,
      'k8s/q/mi.yaml': deployment('mi', 'wso2/wso2mi:4.2.0'),
      'is.yaml': deployment('is', 'wso2/wso2is:5.7.0'),
    };
    expect(found(files).map(({ name, nodes }) => [name, nodes])).toEqual([
      ['k8s/p/a.yaml', [['am', 2]]],
      ['k8s/p/b.yaml', [['am', 2]]],
      ['k8s', [['mi', undefined]]],
      [undefined, [['is', undefined]]],
    ]);
  });
});
