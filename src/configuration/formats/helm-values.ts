import { productsCalled } from '../../catalogue/recognition.js';
import type { Format, Fragment, Hint, Home, Leaf, Rendering } from '../../model/fragment.js';
import { linesOf } from '../../values/lines.js';
import { posix } from '../../values/posix.js';
import { isVersion, releaseIn } from '../../values/versions.js';
import { emptyFragment } from '../format.js';
import { baseNameOf, nameOfFolder, parentOf } from '../home.js';
import { imageHints } from '../image-hints.js';
import { leafAt } from '../leaf.js';
import { productNamed } from '../product-names.js';
import { inputsOf } from '../rendering.js';
import { hint, ofFormat, offsetAt } from '../structured.js';
import { yamlLeaves } from '../syntax/yaml.js';
import { isVariantName } from '../variant-words.js';

const VALUES = 'wso2/apim/configurations';
const TOML = 'deployment.toml: apim';
/** Ports of the peer are its base ports and the offset that the values name. */
const PEER_OFFSET = `${VALUES}/throttling/portOffset`;

/** The values that the templates of the charts of wso2/helm-apim write into deployment.toml. */
const RENDERINGS: readonly Rendering[] = [
  {
    each: `${VALUES}/km`,
    writes: { [`${TOML}/key_manager/service_url`]: 'https://{serviceUrl}:{servicePort}/services/' },
  },
  {
    each: `${VALUES}/throttling`,
    writes: { [`${TOML}/throttling/service_url`]: 'https://{serviceUrl}:{servicePort}/services/' },
  },
  {
    each: `${VALUES}/throttling/urls`,
    writes: {
      [`${TOML}/throttling/throttle_decision_endpoints#5`]: `tcp://{}:{5672+${PEER_OFFSET}}`,
      [`${TOML}/throttling/url_group#5/traffic_manager_urls`]: `tcp://{}:{9611+${PEER_OFFSET}}`,
      [`${TOML}/throttling/url_group#5/traffic_manager_auth_urls`]: `ssl://{}:{9711+${PEER_OFFSET}}`,
    },
  },
  {
    each: `${VALUES}/eventhub`,
    writes: {
      [`${TOML}/event_hub/enable`]: '{enabled}',
      [`${TOML}/event_hub/service_url`]: 'https://{serviceUrl}:{servicePort}/services/',
    },
  },
  {
    each: `${VALUES}/eventhub/urls`,
    writes: { [`${TOML}/event_hub/event_listening_endpoints#5`]: `tcp://{}:{5672+${PEER_OFFSET}}` },
  },
  {
    each: `${VALUES}/gateway/environments`,
    writes: {
      [`${TOML}/gateway/environment#5/gateway_type`]: '{gatewayType}',
      [`${TOML}/gateway/environment#5/service_url`]: 'https://{serviceName}:{servicePort}/services/',
    },
  },
];

const CHART = /(^|\/)Chart\.ya?ml$/;

/** Values of the charts that deploy one node each, and the chart that they are for, where its templates are not there to be rendered. */
export const helmValues: Format = {
  id: 'helm-values',
  title:
    'Helm values of charts with one node each: image, offset, endpoints of peers; name and appVersion of Chart.yaml',
  files: /\.ya?ml$/,
  recognises: (text) => (/^appVersion\s*:/m.test(text) && /^name\s*:.*wso2/m.test(text)) || isOfOneNode(text),
  survivesToml: true,
  runsAs: 'pod',
  homeOf: valuesHome,
  sharing: { isShared, standsAlone, nearest, merges: true },
  renders: RENDERINGS,
  read(file, text): Fragment {
    const read = yamlLeaves(text);
    if (!read.ok) return { ...emptyFragment(file, helmValues), fault: read.fault };
    const { leaves } = read;
    if (CHART.test(file)) return chartOf(file, leaves);
    const version = leafAt(leaves, 'wso2/apim/version');
    return {
      ...emptyFragment(file, helmValues),
      hints: [
        ...workloadHints(file, leaves),
        ...(ofFormat(helmValues.id, file, version, 'values of wso2.apim').hints ?? []),
        ...(version && isVersion(version.value)
          ? [hint(file, version, 'version', 'file', version.value, 'wso2.apim.version')]
          : []),
      ],
      inputs: inputsOf(leaves),
      ...offsetAt(file, leaves, 'wso2/apim/portOffset'),
    };
  },
};

/** Whether the values below `wso2` are those of one node: `apim`, or one image. */
function isOfOneNode(text: string): boolean {
  if (/^(kind|services)\s*:/m.test(text)) return false;
  let inside = false;
  let indent: number | undefined;
  const keys = new Set<string>();
  for (const line of linesOf(text)) {
    const [, blanks = '', key] = /^( *)['"]?([\w.-]+)['"]?\s*:/.exec(line) ?? [];
    if (key === undefined) continue;
    if (blanks === '') inside = key === 'wso2';
    else if (inside) {
      indent ??= blanks.length;
      if (blanks.length === indent) keys.add(key);
    }
  }
  return keys.has('apim') || (keys.has('deployment') && /^ +image\s*:\s*$/m.test(text));
}

/** The name of a chart is that of the product it deploys. */
function chartOf(file: string, leaves: readonly Leaf[]): Fragment {
  const name = leafAt(leaves, 'name');
  const product = name && knownProduct(name.value);
  const release = leafAt(leaves, 'appVersion');
  const version = release && releaseIn(release.value);
  return {
    ...emptyFragment(file, helmValues),
    hints: [
      ...(name && product ? [hint(file, name, 'product', 'layout', product, `chart ${name.value}`)] : []),
      ...(release && version ? [hint(file, release, 'version', 'layout', version, 'appVersion of the chart')] : []),
    ],
    ...(name ? { chart: name.value } : {}),
  };
}

/** The image, its tag beside it or behind its name. Images of other names say nothing of the product. */
function workloadHints(file: string, leaves: readonly Leaf[]): Hint[] {
  const image = leafAt(leaves, 'wso2/deployment/image/repository') ?? leafAt(leaves, 'wso2/deployment/image/imageName');
  if (!image) return [];
  const tag = leafAt(leaves, 'wso2/deployment/image/tag') ?? leafAt(leaves, 'wso2/deployment/image/imageTag');
  const hints = imageHints(file, image, image.value);
  const version = tag && releaseIn(tag.value);
  return [
    ...hints.flatMap((found) => {
      const value = found.aspect === 'product' ? knownProduct(found.value) : found.value;
      return value === undefined ? [] : [{ ...found, value }];
    }),
    ...(tag && version ? [hint(file, tag, 'version', 'image', version, `image tag ${tag.value}`)] : []),
  ];
}

/** A product of the catalogue; an image of another name is a private one, and only the chart knows what is in it. */
function knownProduct(name: string): string | undefined {
  const product = productNamed(name);
  const [called, ...others] = product === undefined ? [] : productsCalled(product);
  return others.length > 0 ? product : called;
}

/** `default_gw_values.yaml` and `gw-min.yaml` are the gateway's; `values.yaml` and `values-dev.yaml` are called like their folder. */
function valuesHome(file: string): Home {
  const name = baseNameOf(file)
    .replace(/^default[-_]/, '')
    .replace(/(^|[-_])values(?=$|[-_])/, '')
    .replace(/^[-_]/, '')
    .replace(/(^|[-_])min$/, '');
  const parent = parentOf(file);
  // A chart at the top of a tree is called by its folder, whatever that says.
  const folder = nameOfFolder(parent) === 'node' && parent !== '.' ? posix.basename(parent) : nameOfFolder(parent);
  if (name === '') return { key: file, name: folder };
  return { key: file, name: isVariantName(name) ? `${folder}-${name}` : name };
}

/** The chart, and its own values where others are beside or above them. */
function isShared(file: string, files: readonly string[]): boolean {
  if (CHART.test(file)) return true;
  const folder = posix.dirname(file);
  const isBeside = (other: string) => posix.dirname(other) === folder || posix.dirname(other) === posix.dirname(folder);
  return isBaseOfChart(file, files) && files.some((other) => other !== file && !CHART.test(other) && isBeside(other));
}

/** A chart can be installed with its own values alone, where others are beside them. */
function standsAlone(file: string, files: readonly string[]): boolean {
  if (CHART.test(file)) return false;
  return files.every((other) => CHART.test(other) || posix.dirname(other) !== posix.dirname(posix.dirname(file)));
}

function isBaseOfChart(file: string, files: readonly string[]): boolean {
  const folder = posix.dirname(file);
  return (
    /(^|\/)values\.ya?ml$/.test(file) && files.some((other) => CHART.test(other) && posix.dirname(other) === folder)
  );
}

/** The chart in the folder of the values, or the only one in a folder of it, or the nearest one above, and what is beside that. */
function nearest({ key }: Home, shared: readonly string[]): readonly string[] {
  const folder = posix.dirname(key);
  const charts = shared.filter((file) => CHART.test(file));
  const own = charts.filter((file) => posix.dirname(file) === folder);
  const below = charts.filter((file) => posix.dirname(posix.dirname(file)) === folder);
  const above = charts.filter((file) => folder.startsWith(`${posix.dirname(file)}/`));
  const [chart] = own.length > 0 ? own : below.length === 1 ? below : above.sort((a, b) => b.length - a.length);
  if (chart === undefined || (own.length === 0 && below.length > 1)) return [];
  return shared
    .filter((file) => posix.dirname(file) === posix.dirname(chart))
    .sort((a, b) => Number(CHART.test(a)) - Number(CHART.test(b)));
}
