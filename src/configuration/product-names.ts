import { compareVersions, isVersion } from '../values/versions.js';

/** Names that images, packs and folders use for products, beside the catalogue's own ids. */
const NAMES: Readonly<Record<string, string>> = {
  am: 'wso2am',
  apim: 'wso2am',
  'wso2-apim': 'wso2am',
  wso2apim: 'wso2am',
  'api-manager': 'wso2am',
  is: 'wso2is',
  'identity-server': 'wso2is',
  'is-as-km': 'wso2is-km|wso2is',
  'is-km': 'wso2is-km|wso2is',
  'is-key-manager': 'wso2is-km|wso2is',
  'am-analytics': 'wso2am-analytics',
  wso2am_analytics: 'wso2am-analytics',
  mi: 'wso2mi',
  'micro-integrator': 'wso2mi',
  esb: 'wso2esb',
  dss: 'wso2dss',
  greg: 'wso2greg',
  si: 'wso2si',
  'streaming-integrator': 'wso2si',
  wso2am_runtime: 'wso2am',
  wso2is_prepacked: 'wso2is-km|wso2is',
  'choreo-connect-router': 'choreo-connect',
  'choreo-connect-adapter': 'choreo-connect',
  'choreo-connect-enforcer': 'choreo-connect',
};

/** The product that a name stands for, which the catalogue may still not have; with `|`, the first of those that has the node's release. */
export function productNamed(name: string): string | undefined {
  const text = name.toLowerCase();
  if (Object.hasOwn(NAMES, text)) return NAMES[text];
  return /^wso2[a-z][a-z0-9-]*$/.test(text) ? text : undefined;
}

/** `4.6.0` of `4.6.0.34-alpine`: releases have three numbers, what follows is an update level or a flavour. */
export function releaseIn(text: string): string | undefined {
  const release = /^v?(\d{1,3}\.\d{1,3}(?:\.\d{1,3})?)(?![\d])/.exec(text)?.[1];
  return release !== undefined && isVersion(release) ? release : undefined;
}

/** The newest listed release of a line such as `4.2.x`; undefined where the text is no line or none is listed. */
export function newestOf(line: string, releases: readonly string[]): string | undefined {
  const prefix = /^(\d+\.\d+)\.x$/.exec(line)?.[1];
  if (prefix === undefined) return undefined;
  return releases
    .filter((release) => release === prefix || release.startsWith(`${prefix}.`))
    .sort(compareVersions)
    .at(-1);
}

/** Repository and tag of an image reference; the registry is of no interest. */
export function imageParts(image: string): { readonly names: readonly string[]; readonly tag: string | undefined } {
  const [reference = ''] = image.split('@', 1);
  const colon = reference.lastIndexOf(':');
  const hasTag = colon > reference.lastIndexOf('/');
  const names = (hasTag ? reference.slice(0, colon) : reference).split('/');
  return { names: names.reverse(), tag: hasTag ? reference.slice(colon + 1) : undefined };
}
