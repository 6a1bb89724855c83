import { lookupIn } from '../lookup.js';
import type { Deployment, Listener } from '../model/deployment.js';
import type { Severity } from '../model/finding.js';
import type { DeploymentReport, Finding, LinkReport, ListenerReport, ListenerStatus, Report } from '../model/report.js';
import { isPort } from '../ports.js';
import { clashesOf, occupantOf } from '../sockets.js';

/** What was found out about one deployment. */
export interface Outcome {
  readonly deployment: Deployment | undefined;
  readonly findings: readonly Finding[];
  readonly ignored: number;
}

/** Puts the outcomes of all files into one report: sorted and counted, independent of the order in which files were read. */
export function reportOf(outcomes: readonly Outcome[], tool: Report['tool'], files: number): Report {
  const findings = outcomes.flatMap((outcome) => outcome.findings).sort(byPlace);
  const deployments = outcomes.flatMap(({ deployment }) => (deployment ? [deployment] : []));
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  const total = (of: (deployment: Deployment) => readonly unknown[]) => deployments.reduce((sum, deployment) => sum + of(deployment).length, 0);
  return {
    reportVersion: 1,
    tool,
    summary: {
      files,
      hosts: total(({ hosts }) => hosts),
      nodes: total(({ nodes }) => nodes),
      listeners: total(({ listeners }) => listeners),
      links: total(({ links }) => links),
      errors: count('error'),
      warnings: count('warning'),
      infos: count('info'),
      ignored: outcomes.reduce((sum, { ignored }) => sum + ignored, 0),
    },
    findings,
    deployments: deployments.map(deploymentReport),
  };
}

function byPlace(a: Finding, b: Finding): number {
  return (
    compare(a.file, b.file) ||
    a.range.start.line - b.range.start.line ||
    a.range.start.column - b.range.start.column ||
    RANK[a.severity] - RANK[b.severity] ||
    compare(a.rule, b.rule) ||
    compare(a.fingerprint, b.fingerprint)
  );
}

/** Of findings at one place the gravest comes first. */
const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** By code units: the same order on every platform and in every locale. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function deploymentReport(deployment: Deployment): DeploymentReport {
  const status = statusOf(deployment);
  const dialled = dialledBy(deployment);
  return {
    file: deployment.files[0] ?? '',
    ...(deployment.name === undefined ? {} : { name: deployment.name }),
    hosts: deployment.hosts.map(({ id, addresses, on }) => ({ id, addresses, ...(on === undefined ? {} : { on }) })),
    nodes: deployment.nodes.map(({ id, host, product, version, profile, offset }) => ({ id, host, product, version, profile, offset })),
    listeners: deployment.listeners.map((listener) => listenerReport(listener, status(listener), dialled.get(keyOf(listener.node, listener.id)) ?? [])),
    links: deployment.links.map(({ node, id, endpoint, dialled: port, target, listener, expectedPort, outcome }): LinkReport => {
      const text = endpointText(deployment, endpoint?.text, target, port);
      return {
        node,
        link: id,
        ...(text === undefined ? {} : { endpoint: text }),
        ...(target === undefined ? {} : { target }),
        listener,
        ...(expectedPort === undefined ? {} : { expectedPort }),
        outcome,
      };
    }),
  };
}

function listenerReport(listener: Listener, status: ListenerStatus, dialledBy: readonly string[]): ListenerReport {
  const { host, node, id, protocol, transport, bind, basePort, port, derivation } = listener;
  return { host, node, listener: id, protocol, transport, bind, basePort, port, derivation, status, dialledBy };
}

/** The literal, or the host of the target with the port that the product computes. */
function endpointText(deployment: Deployment, text: string | undefined, target: string | undefined, port: number | undefined): string | undefined {
  if (text !== undefined) return text;
  const host = target === undefined ? undefined : lookupIn(deployment).node(target)?.host;
  return host === undefined || port === undefined ? undefined : `${host}:${port}`;
}

/** `ok`, or the first thing that is wrong with a listener's port. */
function statusOf(deployment: Deployment): (listener: Listener) => ListenerStatus {
  const clashing = new Set(clashesOf(deployment).flatMap(({ sockets }) => sockets.map(({ node, listener, container }) => (container ? '' : keyOf(node ?? '', listener ?? '')))));
  const { host } = lookupIn(deployment);
  return (listener) => {
    if (!isPort(listener.port)) return 'out-of-range';
    if (clashing.has(keyOf(listener.node, listener.id))) return 'collision';
    const machine = host(listener.host);
    return machine && occupantOf(machine, listener) ? 'occupied' : 'ok';
  };
}

function dialledBy({ links }: Deployment): Map<string, string[]> {
  const dialled = new Map<string, string[]>();
  for (const { node, id, target, listener, outcome } of links) {
    if (target === undefined || target === node || outcome === 'off' || outcome === 'external') continue;
    const key = keyOf(target, listener);
    const known = dialled.get(key) ?? [];
    dialled.set(key, [...known, `${node} (${id})`]);
  }
  return dialled;
}

function keyOf(node: string, listener: string): string {
  return `${node} ${listener}`;
}
