import { productOfHome, productOfServerKey } from '../../catalogue/recognition.js';
import type { Hint, Leaf } from '../../model/fragment.js';
import { isVersion } from '../../values/versions.js';
import { folderOf, nameOfFolder } from '../home.js';
import { leafAt } from '../leaf.js';
import { hint, hostNameAt, offsetAt, structured } from '../structured.js';

export const carbonXml = structured({
  id: 'carbon.xml',
  title: 'carbon.xml: server key, version, host name, offset, JMX and LDAP ports',
  files: /(^|\/)carbon\.xml$/,
  survivesToml: false,
  model: 'xml',
  part: 'main',
  more: (file, leaves) => ({
    hints: hintsOf(file, leaves),
    ...offsetAt(file, leaves, 'Server/Ports/Offset'),
    ...hostNameAt(file, leaves, ['Server/HostName', 'Server/MgtHostName']),
  }),
});

function hintsOf(file: string, leaves: readonly Leaf[]): Hint[] {
  const hints: Hint[] = [];
  const key = leafAt(leaves, 'Server/ServerKey');
  const name = leafAt(leaves, 'Server/Name');
  const version = leafAt(leaves, 'Server/Version');
  const product = key && productOfServerKey(key.value, name?.value ?? '');
  if (key && product) hints.push(hint(file, key, 'product', 'file', product, `ServerKey ${key.value}`));
  const runtime = runtimeOf(file);
  const stated = version && isVersion(version.value) ? version.value : undefined;
  const layout = runtime === undefined ? undefined : productOfHome(runtime, stated);
  if (key && layout)
    hints.push(hint(file, key, 'product', 'layout', layout, `ServerKey ${key.value} in a runtime folder ${runtime}`));
  if (version && stated) hints.push(hint(file, version, 'version', 'file', stated, 'Version'));
  return hints;
}

/**
 * The runtime of a pack that a folder is named after: `broker/conf`, `conf/broker`, `broker1/carbon/conf`. A product of its own
 * keeps carbon.xml in `repository/conf`.
 */
function runtimeOf(file: string): string | undefined {
  if (/(^|\/)repository\/conf\//.test(file)) return undefined;
  const inside = /(?:^|\/)conf\/([^/]+)\/carbon\.xml$/.exec(file)?.[1];
  return (inside ?? nameOfFolder(folderOf(file))).replace(/[-_]?(?<!\d)\d+$/, '');
}
