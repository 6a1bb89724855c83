import type { Backend, RouteManifest, ServiceManifest, TlsPolicy } from '../../model/manifests.js';
import { present } from '../../values/present.js';
import type { KindedPart } from './documents.js';
import { labelsIn, nameIn, objectOf, portIn, portOrNameIn } from './objects.js';
import type { Value } from './value.js';

/** Reads a Service; one that is a name for an address outside of the cluster chooses no pods. */
export function serviceOf(part: KindedPart, value: Value): ServiceManifest | undefined {
  const object = objectOf(part, value);
  if (!object) return undefined;
  const spec = value.at('spec');
  const selects = spec.at('selector').entries.length > 0 && spec.at('type').text !== 'ExternalName';
  return {
    ...object,
    ...(selects ? { selector: labelsIn(spec.at('selector')) } : {}),
    headless: spec.at('clusterIP').text === 'None',
    ports: spec.at('ports').items.flatMap((entry) => {
      const port = portIn(entry.at('port'));
      if (port === undefined) return [];
      const target = portOrNameIn(entry.at('targetPort'));
      const nodePort = portIn(entry.at('nodePort'));
      return {
        port: entry.at('port').found(port, 'port'),
        target:
          target === undefined
            ? entry.at('port').found<number | string>(port, 'port')
            : entry.at('targetPort').found(target, 'targetPort'),
        protocol: entry.at('protocol').text === 'UDP' ? ('udp' as const) : ('tcp' as const),
        ...present({
          name: entry.at('name').text,
          nodePort: nodePort === undefined ? undefined : entry.at('nodePort').found(nodePort, 'nodePort'),
          appProtocol: entry.at('appProtocol').text?.toLowerCase(),
        }),
      };
    }),
  };
}

/** Reads an Ingress of any version of its API. */
export function ingressOf(part: KindedPart, value: Value): RouteManifest | undefined {
  const object = objectOf(part, value);
  if (!object) return undefined;
  const annotations = labelsIn(value.at('metadata', 'annotations'));
  const controller = value.at('spec', 'ingressClassName').text ?? annotations['kubernetes.io/ingress.class'] ?? '';
  const scheme = ingressScheme(controller, annotations);
  const backend = (entry: Value, host: string | undefined, path: string): Backend[] => {
    const service = entry.at('service');
    const [name, port] = service.exists
      ? [
          service.at('name'),
          service.at('port', 'number').exists ? service.at('port', 'number') : service.at('port', 'name'),
        ]
      : [entry.at('serviceName'), entry.at('servicePort')];
    return backendTo(name, port, { ...present({ host, scheme }), path, ports: FRONT_PORTS });
  };
  const rules = value
    .at('spec', 'rules')
    .items.flatMap((rule) =>
      rule
        .at('http', 'paths')
        .items.flatMap((entry) => backend(entry.at('backend'), rule.at('host').text, entry.at('path').text ?? '/')),
    );
  const others = [value.at('spec', 'defaultBackend'), value.at('spec', 'backend')];
  return { ...object, controller, backends: [...rules, ...others.flatMap((entry) => backend(entry, undefined, '/'))] };
}

const FRONT_PORTS = [443, 80];

/** The protocol between the controller of an Ingress and the pods. Only annotations that are known well enough decide. */
function ingressScheme(
  controller: string,
  annotations: Readonly<Record<string, string>>,
): 'http' | 'https' | undefined {
  const names = Object.keys(annotations);
  const isNginx = controller.includes('nginx') || names.some((name) => name.startsWith('nginx.ingress.kubernetes.io/'));
  if (!isNginx) return undefined;
  // Controllers before 0.9 know the shorter names.
  const annotation = (name: string) =>
    annotations[`nginx.ingress.kubernetes.io/${name}`] ?? annotations[`ingress.kubernetes.io/${name}`];
  if (annotation('ssl-passthrough') === 'true') return undefined;
  const protocol = annotation('backend-protocol')?.toUpperCase();
  const secure = annotation('secure-backends') === 'true' || protocol === 'HTTPS' || protocol === 'GRPCS';
  if (secure) return 'https';
  return protocol === undefined || protocol === 'HTTP' || protocol === 'GRPC' ? 'http' : undefined;
}

function backendTo(
  name: Value,
  port: Value,
  route: Omit<Backend, 'service' | 'port' | 'namespace'>,
  namespace?: string,
): Backend[] {
  const service = nameIn(name);
  if (service === undefined) return [];
  const number = portOrNameIn(port);
  return [
    {
      ...route,
      service: name.found(service, 'backend'),
      ...(number === undefined ? {} : { port: port.found(number, 'backend') }),
      ...present({ namespace }),
    },
  ];
}

/** Kinds of routes of the Gateway API; those of TLS hand on what clients speak. */
const PLAIN_ROUTES = new Set(['HTTPRoute', 'GRPCRoute']);

/** Reads a route of the Gateway API. */
export function gatewayRouteOf(part: KindedPart, value: Value): RouteManifest | undefined {
  const object = objectOf(part, value);
  if (!object) return undefined;
  const gateways = value.at('spec', 'parentRefs').items.map((parent) => parent.at('name').text ?? '');
  const scheme: Backend['scheme'] = PLAIN_ROUTES.has(part.kind) ? 'http' : undefined;
  const hosts = value.at('spec', 'hostnames').items.flatMap(({ text }) => text ?? []);
  const backends = value.at('spec', 'rules').items.flatMap((rule) => {
    const paths = rule.at('matches').items.map((match) => match.at('path', 'value').text ?? '/');
    return rule
      .at('backendRefs')
      .items.flatMap((entry) =>
        (entry.at('kind').text ?? 'Service') !== 'Service'
          ? []
          : (hosts.length === 0 ? [undefined] : hosts).flatMap((host) =>
              (paths.length === 0 ? ['/'] : paths).flatMap((path) =>
                backendTo(
                  entry.at('name'),
                  entry.at('port'),
                  { ...present({ host, scheme }), path, ports: FRONT_PORTS },
                  entry.at('namespace').text,
                ),
              ),
            ),
      );
  });
  return { ...object, controller: gateways.join(' '), backends };
}

/** Reads a Route of OpenShift. */
export function openShiftRouteOf(part: KindedPart, value: Value): RouteManifest | undefined {
  const object = objectOf(part, value);
  if (!object) return undefined;
  const spec = value.at('spec');
  const termination = spec.at('tls', 'termination').text?.toLowerCase();
  const scheme: Backend['scheme'] =
    termination === 'passthrough' ? undefined : termination === 'reencrypt' ? 'https' : 'http';
  const backends = [spec.at('to'), ...spec.at('alternateBackends').items].flatMap((entry) =>
    backendTo(entry.at('name'), spec.at('port', 'targetPort'), {
      ...present({ host: spec.at('host').text, scheme }),
      path: spec.at('path').text ?? '/',
      ports: termination === undefined ? [80] : FRONT_PORTS,
    }),
  );
  return { ...object, controller: 'openshift', backends };
}

/** Reads a BackendTLSPolicy. */
export function tlsPolicyOf(part: KindedPart, value: Value): TlsPolicy | undefined {
  const object = objectOf(part, value);
  const targets = [value.at('spec', 'targetRef'), ...value.at('spec', 'targetRefs').items];
  return object && { ...object, services: targets.flatMap((target) => target.at('name').text ?? []) };
}
