import type { Fragment, Hint } from '../../model/fragment.js';
import { isVersion } from '../../values/versions.js';
import { emptyFragment, type Format } from '../format.js';
import { leafAt } from '../leaf.js';
import { yamlLeaves } from '../syntax/yaml.js';
import { hint, offsetAt } from './structured.js';

/** Values of the charts that deploy one node each; the peer's `throttling.portOffset` is not the node's own. */
export const helmValues: Format = {
  id: 'helm-values',
  summary: 'Helm values of the API Manager charts: wso2.apim.portOffset and version',
  accepts: (path, text) => /values[^/]*\.ya?ml$/.test(path) && /^wso2\s*:/m.test(text) && /^\s+apim\s*:/m.test(text),
  read(file, text): Fragment {
    const read = yamlLeaves(text);
    if (!read.ok) return { ...emptyFragment(file, helmValues.id), fault: read.fault };
    const version = leafAt(read.leaves, 'wso2/apim/version');
    const hints: Hint[] = [];
    if (version) hints.push(hint(file, version, 'product', 'section', 'wso2am', 'values of wso2.apim'));
    if (version && isVersion(version.value))
      hints.push(hint(file, version, 'version', 'file', version.value, 'wso2.apim.version'));
    return { ...emptyFragment(file, helmValues.id), hints, ...offsetAt(file, read.leaves, 'wso2/apim/portOffset') };
  },
};
