import type { Position, Range } from './finding.js';
import type { Found, Leaf, SourceRange } from './found.js';
import type { Protocol } from './product.js';

/** The name of a Kubernetes object, and where it is. */
export interface ManifestObject extends SourceRange {
  readonly kind: string;
  readonly name: string;
  /** Absent where the object does not say one. */
  readonly namespace?: string;
  /** The template that it was rendered from, as `helm template` writes it into a comment. */
  readonly source?: string;
  /** The chart that it was rendered from, as its labels state it: `wso2am-acp-4.7.0-1`. */
  readonly chart?: string;
  /** The release that its labels state: that of the chart's product. */
  readonly version?: Found<string>;
  /** The range of the whole object. */
  readonly extent: Range;
}

export type Labels = Readonly<Record<string, string>>;

/** A Deployment, StatefulSet, Job or bare Pod: what runs in each of its pods. */
export interface Workload extends ManifestObject {
  /** Labels of its pods, which Services select. */
  readonly labels: Labels;
  readonly replicas: Found<number>;
  readonly onHostNetwork: boolean;
  /** The headless Service that gives each pod a name. */
  readonly serviceName?: string;
  readonly containers: readonly Container[];
}

/** A container of a pod. */
export interface Container extends SourceRange {
  readonly name: string;
  /** Image, environment and command, under the keys of a compose file. */
  readonly values: readonly Leaf[];
  readonly ports: readonly ContainerPort[];
  readonly mounts: readonly Mount[];
  readonly probes: readonly ProbeManifest[];
}

interface ContainerPort {
  readonly name?: string;
  readonly port: Found<number>;
  readonly hostPort?: Found<number>;
  readonly protocol: Protocol;
}

/** A ConfigMap that a container sees as a file, or as a folder of files. */
export interface Mount {
  /** An absolute path in the container. */
  readonly path: string;
  readonly configMap: string;
  /** The name is that of a Secret. */
  readonly secret?: true;
  /** The key that is a file at the path; without it, every key is a file below the path. */
  readonly key?: string;
  /** Names that keys have as files, where they are not called like the key. */
  readonly names: ReadonlyMap<string, string>;
}

/** A port that the kubelet asks to find out whether a container is well. */
export interface ProbeManifest {
  /** `livenessProbe`. */
  readonly by: string;
  /** A number, or the name of a port of the container. */
  readonly port: Found<number | string>;
  /** Absent where only a connection is made. */
  readonly scheme?: 'http' | 'https';
}

export interface ServiceManifest extends ManifestObject {
  /** Absent where the Service does not choose pods: its addresses are given elsewhere. */
  readonly selector?: Labels;
  /** It has no address of its own: its name means the pods. */
  readonly headless: boolean;
  readonly ports: readonly ServicePort[];
}

interface ServicePort {
  readonly name?: string;
  readonly port: Found<number>;
  /** A number, or the name of a port of the pods. */
  readonly target: Found<number | string>;
  readonly nodePort?: Found<number>;
  readonly protocol: Protocol;
  /** Its protocol, as it is announced to clients: `https`. */
  readonly appProtocol?: string;
}

/** An Ingress, a route of the Gateway API or of OpenShift. */
export interface RouteManifest extends ManifestObject {
  /** Which controller serves it; routes of two controllers do not meet. */
  readonly controller: string;
  readonly backends: readonly Backend[];
}

/** One way from a host name and a path to a port of a Service. */
export interface Backend {
  /** Absent for every host. */
  readonly host?: string;
  readonly path: string;
  /** Ports on which clients are served, 1-65535. */
  readonly ports: readonly number[];
  readonly service: Found<string>;
  /** The namespace of the Service, where it is not the route's own. */
  readonly namespace?: string;
  /** A number or the name of a port of the Service; absent where the Service has one port. */
  readonly port?: Found<number | string>;
  /** The protocol between route and pods; absent where it is not known, or the same as the clients use. */
  readonly scheme?: 'http' | 'https';
}

/** A ConfigMap or a Secret with the texts of files. */
export interface ConfigMapManifest extends ManifestObject {
  readonly files: readonly EmbeddedText[];
}

/** A ConfigMap that is made of files of the tree. */
export interface FileMap {
  readonly name: string;
  readonly namespace?: string;
  /** Its maker: a script, a kustomization. */
  readonly file: string;
  readonly paths: readonly MappedPath[];
}

/** A file, or a folder with the files directly in it, seen from the folder of what names it. */
export interface MappedPath {
  readonly path: string;
  /** The name that the file gets, where it is another one. */
  readonly key?: string;
}

/** A text inside a manifest. It may hold secrets: it is read as a configuration file and never shown. */
export interface EmbeddedText extends SourceRange {
  readonly key: string;
  readonly text: string;
  /** Where a character of the text, by its 0-based offset, is in the file; undefined where only the place of the whole text is known. */
  readonly positionOf?: (offset: number) => Position;
  /** It is in a Secret: places in it have no extent, so that no report shows a part of it. */
  readonly isHidden?: true;
}

/** Services that speak TLS to those that come through a gateway. */
export interface TlsPolicy extends ManifestObject {
  readonly services: readonly string[];
}

/** Chooses objects by their labels. */
export interface Selector {
  readonly labels: Labels;
  /** Further conditions, as `matchExpressions` has them. */
  readonly expressions: readonly {
    readonly key: string;
    readonly operator: string;
    readonly values: readonly string[];
  }[];
}

/** A NetworkPolicy. */
export interface PolicyManifest extends ManifestObject {
  readonly pods: Selector;
  readonly directions: readonly ('in' | 'out')[];
  readonly rules: readonly PolicyRule[];
}

/** Connections that a policy allows. */
export interface PolicyRule {
  readonly direction: 'in' | 'out';
  /** Absent for everybody, or where an address decides, which no manifest knows. */
  readonly peers?: readonly PolicyPeer[];
  /** Absent for every port of every protocol. */
  readonly ports?: readonly PolicyPort[];
}

/** Ports that a policy names. */
export interface PolicyPort {
  readonly protocol: Protocol;
  /** The name of a port of the pods, or the first of a range, 1-65535; absent for every port. */
  readonly port?: number | string;
  readonly lastPort?: number;
}

/** Pods at the other end; without a selector of namespaces, of the own one. */
export interface PolicyPeer {
  readonly pods: Selector;
  readonly namespaces?: Selector;
}

/** The objects of a file that a deployment is made of. */
export interface Manifests {
  readonly workloads: readonly Workload[];
  readonly services: readonly ServiceManifest[];
  readonly routes: readonly RouteManifest[];
  readonly configMaps: readonly ConfigMapManifest[];
  readonly fileMaps: readonly FileMap[];
  readonly tlsPolicies: readonly TlsPolicy[];
  readonly policies: readonly PolicyManifest[];
}
