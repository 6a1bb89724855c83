import { isFromClients } from '../../deployment/clients.js';
import { groupBy } from '../../deployment/lookup.js';
import type { ExportHost } from '../../model/export.js';
import type { Flow } from '../../model/flow.js';
import { isNumeric } from '../../values/addresses.js';

/** A connection that a firewall lets in or out of a machine. */
export interface FirewallRule {
  readonly protocol: Flow['protocol'];
  /** 1-65535. */
  readonly port: number;
  /** Addresses of the other end, all of one family; empty where every address is meant. */
  readonly peers: readonly string[];
  readonly family?: 'ipv4' | 'ipv6';
  /** `gateway to key-manager: key-validation-ws (assumed)`. */
  readonly comment: string;
}

/** The rules of one direction, and the connections that have none because the plan does not know an address. */
export interface FirewallRules {
  readonly rules: readonly FirewallRule[];
  readonly missing: readonly string[];
}

/** Returns the rules that let connections enter a machine. */
export function rulesInto({ enters }: ExportHost): FirewallRules {
  return rulesOf(enters, (flow) => ({
    host: flow.sourceHost,
    isAnybody: isFromClients(flow),
    addresses: flow.sourceAddresses,
  }));
}

/** Returns the rules that let connections leave a machine. */
export function rulesOutOf({ leaves }: ExportHost): FirewallRules {
  return rulesOf(leaves, ({ destinationHost, destinationAddresses }) => ({
    host: destinationHost,
    isAnybody: false,
    addresses: destinationAddresses,
  }));
}

interface Peer {
  readonly host: string;
  readonly isAnybody: boolean;
  readonly addresses: readonly string[];
}

function rulesOf(flows: readonly Flow[], peerOf: (flow: Flow) => Peer): FirewallRules {
  const missing: string[] = [];
  const rules = flows.flatMap((flow): FirewallRule[] => {
    const { host, isAnybody, addresses } = peerOf(flow);
    const { protocol, port } = flow;
    const comment = connectionText(flow);
    if (isAnybody) return [{ protocol, port, peers: [], comment }];
    const numbers = addresses.filter(isNumeric);
    if (numbers.length === 0)
      missing.push(`the address of ${host} is not in the plan: ${port}/${protocol}, ${comment}`);
    return (['ipv4', 'ipv6'] as const).flatMap((family) => {
      const peers = numbers.filter((number) => number.includes(':') === (family === 'ipv6'));
      return peers.length === 0 ? [] : [{ protocol, port, peers, family, comment }];
    });
  });
  return { rules: merged(rules), missing: [...new Set(missing)] };
}

/** Returns who connects to whom and why: `gateway to key-manager: key-validation-ws (assumed)`. */
export function connectionText({ sourceNode, destinationNode, destinationHost, link, basis }: Flow): string {
  return `${sourceNode} to ${destinationNode ?? destinationHost}: ${link}${basis === 'assumed' ? ' (assumed)' : ''}`;
}

/** Containers of one machine that dial the same port are one rule. */
function merged(rules: readonly FirewallRule[]): readonly FirewallRule[] {
  const groups = groupBy(rules, ({ protocol, port, peers }) => JSON.stringify([protocol, port, peers]));
  return [...groups.values()].map((group) => ({
    ...group[0],
    comment: [...new Set(group.map(({ comment }) => comment))].join('; '),
  }));
}
