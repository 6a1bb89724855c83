import type { Fault, Format, Fragment } from '../../model/fragment.js';
import type { ConfigMapManifest, EmbeddedText } from '../../model/manifests.js';
import { emptyFragment } from '../format.js';
import { type KindedPart, objectsIn } from '../kubernetes/documents.js';
import { decodedText, embeddedText } from '../kubernetes/embedded.js';
import { gatewayRouteOf, ingressOf, openShiftRouteOf, serviceOf, tlsPolicyOf } from '../kubernetes/network.js';
import { type CollectedManifests, noManifests, objectOf } from '../kubernetes/objects.js';
import { policyOf } from '../kubernetes/policy.js';
import { manifestValue, type Value } from '../kubernetes/value.js';
import { POD_PATHS, workloadOf } from '../kubernetes/workload.js';

/** Objects of a Kubernetes cluster: what runs in pods, which Services and routes lead there, which texts they are configured by. */
export const kubernetes: Format = {
  id: 'kubernetes',
  title:
    'rendered Kubernetes objects: workloads, Services, Ingresses and routes, and configuration embedded in ConfigMaps',
  files: /\.(ya?ml|json)$/i,
  recognises: (text) => isManifest(text),
  survivesToml: true,
  unrendered: 'templates of Helm charts; render them first: helm template <release> <chart> | wso2-topology check -',
  read(file, text): Fragment {
    const manifests = noManifests();
    let fault: Fault | undefined;
    for (const part of objectsIn(file, withPlainImages(text))) {
      if (!COLLECTORS[part.kind] && !LIST.test(part.kind)) continue;
      const read = manifestValue(part);
      if ('fault' in read) fault ??= read.fault;
      else if (isTemplate(part)) fault ??= { reason: 'a template that is not rendered', range: read.value.range };
      else
        for (const [kind, value] of objectsOf(part, read.value))
          COLLECTORS[kind]?.(manifests, { ...part, kind }, value);
    }
    return { ...emptyFragment(file, kubernetes), manifests, ...(fault ? { fault } : {}) };
  },
};

/**
 * A registry that an installer fills in, `image: "$registry"/wso2is:5.9.0`, is not YAML before: quotes end a value. Without them it is, with the
 * same length.
 */
function withPlainImages(text: string): string {
  return text.replace(/^([ \t]*(?:- )?image:[ \t]*)"(\$[^\s"]{1,200})"(\/[^\s"]{1,200})/gm, '$1$2$3  ');
}

const LIST = /List$/;

/** The objects of a part: an item of a list is in a list of its own. */
function objectsOf({ kind }: KindedPart, value: Value): readonly (readonly [string, Value])[] {
  if (LIST.test(kind)) return value.at('items').items.map((item) => [item.at('kind').text ?? '', item]);
  return (value.items.length > 0 ? value.items : [value]).map((item) => [kind, item]);
}

function isManifest(text: string): boolean {
  const yaml = /^["']?kind["']?[ \t]*:[ \t]*\S/m.test(text) && /^["']?apiVersion["']?[ \t]*:[ \t]*\S/m.test(text);
  return yaml || (/^\s*\{/.test(text) && /"kind"\s*:\s*"/.test(text) && /"apiVersion"\s*:\s*"/.test(text));
}

/** Texts of ConfigMaps may hold templates of other tools. */
function isTemplate({ kind, text }: KindedPart): boolean {
  return kind !== 'ConfigMap' && kind !== 'Secret' && HELM.test(text);
}

/** Expressions of Helm; other tools have templates in annotations of finished objects. */
const HELM =
  /\{\{-?[ \t]{0,20}(?:(?:include|template|tpl)\b|[^{}\n]{0,200}\.(?:Values|Release|Chart|Files|Capabilities)\b)/;

type Collect = (into: CollectedManifests, part: KindedPart, value: Value) => void;

const COLLECTORS: Readonly<Record<string, Collect>> = {
  ...Object.fromEntries(
    Object.keys(POD_PATHS).map((kind): [string, Collect] => [
      kind,
      (into, part, value) => push(into.workloads, workloadOf(part, value)),
    ]),
  ),
  Service: (into, part, value) => push(into.services, serviceOf(part, value)),
  Ingress: (into, part, value) => push(into.routes, ingressOf(part, value)),
  HTTPRoute: (into, part, value) => push(into.routes, gatewayRouteOf(part, value)),
  GRPCRoute: (into, part, value) => push(into.routes, gatewayRouteOf(part, value)),
  TLSRoute: (into, part, value) => push(into.routes, gatewayRouteOf(part, value)),
  Route: (into, part, value) => push(into.routes, openShiftRouteOf(part, value)),
  ConfigMap: (into, part, value) => push(into.configMaps, configMapOf(part, value)),
  Secret: (into, part, value) => push(into.configMaps, secretOf(part, value)),
  NetworkPolicy: (into, part, value) => push(into.policies, policyOf(part, value)),
  BackendTLSPolicy: (into, part, value) => push(into.tlsPolicies, tlsPolicyOf(part, value)),
};

function push<T>(into: T[], value: T | undefined): void {
  if (value !== undefined) into.push(value);
}

function configMapOf(part: KindedPart, value: Value): ConfigMapManifest | undefined {
  const object = objectOf(part, value);
  return (
    object && { ...object, files: value.at('data').entries.flatMap(([key, text]) => embeddedText(key, text) ?? []) }
  );
}

/** A Secret as a map of texts. Findings have the line of a value in it and no column, so that no report shows a part of it. */
function secretOf(part: KindedPart, value: Value): ConfigMapManifest | undefined {
  const object = objectOf(part, value);
  const plain = value.at('stringData').entries.flatMap(([key, text]) => embeddedText(key, text) ?? []);
  const encoded = value.at('data').entries.flatMap(([key, text]) => decodedText(key, text) ?? []);
  return object && { ...object, files: [...plain, ...encoded].map(withoutExtent) };
}

function withoutExtent({ range: { start }, ...text }: EmbeddedText): EmbeddedText {
  return { ...text, range: { start, end: start }, isHidden: true };
}
