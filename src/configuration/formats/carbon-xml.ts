import type { Hint, Leaf } from '../../model/fragment.js';
import { isVersion } from '../../values/versions.js';
import { leafAt } from '../leaf.js';
import { hint, hostNameAt, offsetAt, structured } from '../structured.js';

/** Products by the `ServerKey` of their carbon.xml. `EI` stands for several; the server's name and folder tell which. */
const SERVER_KEYS: Readonly<Record<string, string>> = {
  AM: 'wso2am',
  'AM-Analytics': 'wso2am-analytics',
  IS: 'wso2is',
  ESB: 'wso2esb',
  DSS: 'wso2dss',
  Greg: 'wso2greg',
  GREG: 'wso2greg',
  BPS: 'wso2bps',
  MB: 'wso2mb',
  DAS: 'wso2das',
  CEP: 'wso2cep',
  AS: 'wso2as',
  EMM: 'wso2emm',
  AppM: 'wso2appm',
  APPM: 'wso2appm',
  EI: 'wso2ei-integrator',
  'EI-Analytics': 'wso2ei-analytics',
};

/** Runtimes of one Enterprise Integrator pack; a product of its own keeps carbon.xml in `repository/conf`. */
const EI_RUNTIMES: Readonly<Record<string, string>> = {
  broker: 'wso2ei-broker',
  'business-process': 'wso2ei-business-process',
  'micro-integrator': 'wso2ei-micro-integrator',
};

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
  const product = key && productOf(key.value, name?.value ?? '');
  if (key && product) hints.push(hint(file, key, 'product', 'file', product, `ServerKey ${key.value}`));
  const runtime = /(?:^|\/)(broker|business-process|micro-integrator)\/conf\/carbon\.xml$/.exec(file)?.[1];
  const layout = runtime === undefined ? undefined : EI_RUNTIMES[runtime];
  if (key && layout)
    hints.push(
      hint(file, key, 'product', 'layout', layout, `ServerKey ${key.value} in a runtime folder ${runtime}/conf`),
    );
  if (version && isVersion(version.value)) hints.push(hint(file, version, 'version', 'file', version.value, 'Version'));
  return hints;
}

function productOf(key: string, name: string): string | undefined {
  if (key === 'EI' && /analytics/i.test(name)) return 'wso2ei-analytics';
  if (key === 'EI' && /micro integrator/i.test(name)) return 'wso2ei-micro-integrator';
  if (key === 'IS' && /key manager/i.test(name)) return 'wso2is-km';
  return Object.hasOwn(SERVER_KEYS, key) ? SERVER_KEYS[key] : undefined;
}
