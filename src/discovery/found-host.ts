import type { Origin } from '../model/document.js';
import type { Found } from '../model/fragment.js';
import type { ForwardFields, HostFields, HostKind } from '../model/topology.js';

/** A host of the topology that is written, with the reason for each part. */
export interface FoundHost {
  readonly id: string;
  readonly why: string;
  readonly on?: string;
  readonly publish: readonly Found<string>[];
  readonly occupied: readonly { readonly text: Found<string>; readonly by: string }[];
  readonly addresses: readonly string[];
  readonly at?: Origin;
  readonly kind?: HostKind;
  readonly namespace?: string;
  readonly labels?: HostFields['labels'];
  readonly policies?: HostFields['policies'];
  readonly forwards?: readonly FoundForward[];
}

/** A port of a host that leads somewhere else, with the places of what says so. */
export interface FoundForward extends Omit<ForwardFields, 'port' | 'to'> {
  readonly port: Found<number>;
  readonly to: readonly Found<string>[];
}

/** A host of which nothing else is known. */
export function plain(id: string, why: string): FoundHost {
  return { id, why, publish: [], occupied: [], addresses: [] };
}
