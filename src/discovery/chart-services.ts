import { parseEndpoints } from '../values/endpoints.js';
import type { FoundNode } from './nodes.js';

/**
 * Names of Kubernetes Services by node id: charts call a Service `<release>-<chart>-service`, or `-1-service` for one instance. Names that
 * the values of some node dial are matched. Of several nodes of one chart, the release is called like the node.
 */
export function chartServices(nodes: readonly FoundNode[]): ReadonlyMap<string, readonly string[]> {
  const charts = new Map<string, FoundNode[]>();
  for (const node of nodes) {
    const chart = node.fragments.find((fragment) => fragment.chart)?.chart;
    if (chart !== undefined) charts.set(chart, [...(charts.get(chart) ?? []), node]);
  }
  const names = new Map<string, readonly string[]>();
  if (charts.size === 0) return names;
  const dialled = new Set(nodes.flatMap(dialledHosts));
  for (const [chart, own] of charts)
    for (const host of dialled) {
      const release = releaseIn(host, chart);
      const node = own.length === 1 ? own[0] : own.find(({ name }) => name === release);
      if (release !== undefined && node) names.set(node.id, [...(names.get(node.id) ?? []), host]);
    }
  return names;
}

function dialledHosts({ fragments }: FoundNode): string[] {
  return fragments
    .flatMap(({ settings }) => settings)
    .flatMap(({ value }) => (value.includes(':') ? parseEndpoints(value) : []))
    .flatMap(({ host }) => host ?? []);
}

/** `acp` of `acp-wso2am-acp-1-service.apim.svc.cluster.local` for the chart wso2am-acp. */
function releaseIn(host: string, chart: string): string | undefined {
  const [label = ''] = host.split('.', 1);
  const at = label.indexOf(`-${chart}-`);
  if (at < 1) return undefined;
  return /^(\d+-)?service$/.test(label.slice(at + chart.length + 2)) ? label.slice(0, at) : undefined;
}
