import type { Endpoint } from '../model/deployment.js';
import type { ListFault } from '../model/endpoint-list.js';
import { parseEndpoints } from './endpoints.js';

/** An endpoint of a list, with the 0-based number of the group that it is in. */
export interface ListedEndpoint {
  readonly endpoint: Endpoint;
  readonly group: number;
  readonly fault?: ListFault;
}

/** Braces that are neither a placeholder's nor a template's: `{tcp://a:9611},{tcp://b:9611}`. */
const GROUP = /(?<!\$\w*|\{)\{(?!\{)([^{}]*(?:(?:\$\w*\{[^{}]*\}|\{\{[^{}]*\}\})[^{}]*)*)\}/g;

/**
 * Reads a list of endpoints as data publishers do (carbon-analytics-common DataPublisherUtil.java): what is in braces is a group; without
 * braces the whole text is one. What is outside of braces is dropped, and a group is joined by `,` or by `|`, not by both.
 */
export function listedEndpoints(text: string): readonly ListedEndpoint[] {
  const groups = listedGroups(text);
  if (groups.length === 0) return endpointsOf(text, 0);
  const outside = parseEndpoints(text.replace(GROUP, ' ')).filter(({ host }) => host !== undefined);
  return [
    ...groups.flatMap(endpointsOf),
    ...outside.map((endpoint) => ({ endpoint, group: groups.length, fault: 'outside' as const })),
  ];
}

/** The text inside the braces of a list; empty where it has none. */
function listedGroups(text: string): readonly string[] {
  return text.includes('brokerlist') ? [] : [...text.matchAll(GROUP)].map(([, inside = '']) => inside);
}

function endpointsOf(text: string, group: number): readonly ListedEndpoint[] {
  const endpoints = parseEndpoints(text);
  const isMixed = endpoints.length > 1 && text.includes(',') && text.includes('|');
  return endpoints.map((endpoint) => ({ endpoint, group, ...(isMixed ? { fault: 'mixed' as const } : {}) }));
}

/** Writes a list anew with its groups, each endpoint as `change` makes it; left out where that is undefined. */
export function mappedList(text: string, change: (endpoint: string) => string | undefined): string {
  const endpoints = listedEndpoints(text).flatMap(({ endpoint, group, fault }) => {
    const changed = endpoint.host === undefined ? undefined : change(endpoint.text);
    return changed === undefined ? [] : [{ changed, group, fault }];
  });
  const hasBraces = listedGroups(text).length > 0;
  const written = [...new Set(endpoints.map(({ group }) => group))].map((number) => {
    const group = endpoints.filter((endpoint) => endpoint.group === number);
    const [first, second, ...rest] = group.map(({ changed }) => changed);
    const has = (fault: ListFault) => group.some((endpoint) => endpoint.fault === fault);
    const joined = has('mixed')
      ? [`${first},${second}`, ...rest].join('|')
      : group.map(({ changed }) => changed).join(',');
    return hasBraces && !has('outside') ? `{${joined}}` : joined;
  });
  return written.join(',');
}
