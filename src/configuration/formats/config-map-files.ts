import type { Format, Fragment, Leaf } from '../../model/fragment.js';
import type { FileMap, MappedPath } from '../../model/manifests.js';
import { present } from '../../values/present.js';
import { emptyFragment } from '../format.js';
import { noManifests } from '../kubernetes/objects.js';
import { optionValues, wordsAfter } from '../syntax/shell.js';
import { yamlLeaves } from '../syntax/yaml.js';

const CREATE = /\bcreate +(?:configmaps?|cm)\b/;
const GENERATOR = 'configMapGenerator';

/** Which files of the tree pods get as ConfigMaps: of scripts that create them with kubectl, and of Kustomize. */
export const configMapFiles: Format = {
  id: 'config-map-files',
  title: 'scripts with `kubectl create configmap --from-file` and kustomization.yaml: the files that pods mount',
  files: /(^|\/)([^/]*\.sh|Makefile|kustomization\.ya?ml)$/i,
  recognises: (text, file) =>
    isKustomization(file) ? text.includes(GENERATOR) : CREATE.test(text) && text.includes('--from-file'),
  survivesToml: true,
  part: 'supporting',
  read(file, text): Fragment {
    const empty = emptyFragment(file, configMapFiles);
    if (!isKustomization(file)) return { ...empty, manifests: { ...noManifests(), fileMaps: createdIn(file, text) } };
    const read = yamlLeaves(text);
    if (!read.ok) return { ...empty, fault: read.fault };
    return { ...empty, manifests: { ...noManifests(), fileMaps: generatedIn(file, read.leaves) } };
  },
};

function isKustomization(file: string): boolean {
  return /\.ya?ml$/i.test(file);
}

function createdIn(file: string, script: string): FileMap[] {
  return wordsAfter(script, CREATE).flatMap((words) => {
    const [name] = words;
    const [namespace] = optionValues(words, '-n', '--namespace');
    const paths = optionValues(words, '--from-file').flatMap((path) => pathIn(path.replaceAll(/["']/g, '')));
    if (name === undefined || name.startsWith('-') || paths.length === 0) return [];
    return [{ name, file, paths, ...present({ namespace }) }];
  });
}

function generatedIn(file: string, leaves: readonly Leaf[]): FileMap[] {
  const own = leaves.filter(({ steps }) => steps[0]?.name === GENERATOR);
  return own.flatMap(({ steps: [list, key], value: name }) => {
    if (key?.name !== 'name') return [];
    const files = own.filter(({ steps: [other, of] }) => other?.index === list?.index && of?.name === 'files');
    return [{ name, file, paths: files.flatMap(({ value }) => pathIn(value)) }];
  });
}

/** `conf/`, `conf/carbon.xml` or `carbon.xml=conf/am-carbon.xml`; a variable of a script leads nowhere. */
function pathIn(text: string): MappedPath[] {
  const [, key, path = ''] = /^(?:([^=/]+)=)?(.*)$/s.exec(text) ?? [];
  return path === '' || path.includes('$') ? [] : [{ path, ...present({ key }) }];
}
