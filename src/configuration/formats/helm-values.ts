import type { Format, Fragment, Home } from '../../model/fragment.js';
import { isVersion } from '../../values/versions.js';
import { emptyFragment } from '../format.js';
import { baseNameOf, nameOfFolder, parentOf } from '../home.js';
import { leafAt } from '../leaf.js';
import { hint, ofFormat, offsetAt } from '../structured.js';
import { yamlLeaves } from '../syntax/yaml.js';

/** Values of the charts that deploy one node each; the peer's `throttling.portOffset` is not the node's own. */
export const helmValues: Format = {
  id: 'helm-values',
  title: 'Helm values of the API Manager charts: wso2.apim.portOffset and version',
  files: /values[^/]*\.ya?ml$/,
  recognises: (text) => /^wso2\s*:/m.test(text) && /^\s+apim\s*:/m.test(text),
  survivesToml: true,
  runsAs: 'pod',
  homeOf: valuesHome,
  read(file, text): Fragment {
    const read = yamlLeaves(text);
    if (!read.ok) return { ...emptyFragment(file, helmValues), fault: read.fault };
    const version = leafAt(read.leaves, 'wso2/apim/version');
    const hints = [...(ofFormat(helmValues.id, file, version, 'values of wso2.apim').hints ?? [])];
    if (version && isVersion(version.value))
      hints.push(hint(file, version, 'version', 'file', version.value, 'wso2.apim.version'));
    return { ...emptyFragment(file, helmValues), hints, ...offsetAt(file, read.leaves, 'wso2/apim/portOffset') };
  },
};

/** `default_gw_values.yaml` is the gateway's; plain `values.yaml` is the chart's. */
function valuesHome(file: string): Home {
  const name = baseNameOf(file)
    .replace(/^default[-_]/, '')
    .replace(/[-_]?values$/, '');
  return { key: file, name: name || nameOfFolder(parentOf(file)) };
}
