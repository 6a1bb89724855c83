import type { Listener } from '../model/deployment.js';
import { effectivePort } from '../values/ports.js';
import { moves } from './sockets.js';

/** Every key of a type, whether it has a value or not. */
export type EveryKey<T> = { readonly [K in keyof T]-?: T[K] | undefined };

/** The part of a listener that is the same for all nodes of a release and profile which say nothing of their own about it. */
export interface PlainListener extends Omit<Listener, keyof Own | 'portPath'> {
  /** Its port at offset 0. */
  readonly unshifted: number;
}

/** What each node has of its own. */
type Own = Pick<Listener, 'node' | 'host' | 'place' | 'port' | 'derivation'>;

/** The node of some shared listeners. */
export interface ListenerOwner extends Pick<Listener, 'node' | 'host' | 'place'> {
  readonly offset: number;
  /** The offset is the one that the product ships; none is written. */
  readonly shipped: boolean;
}

/**
 * A listener of one node that shares everything else with the same listener of other nodes: a large plan has very many, and copies of them
 * would be most of its memory. Spreading one gives what is its own alone: {@link wholeListener} gives all of it.
 */
export class SharedListener implements EveryKey<Omit<Listener, 'portPath'>> {
  readonly port: number;
  private readonly owner: ListenerOwner;
  private readonly shared: PlainListener;

  constructor(shared: PlainListener, owner: ListenerOwner) {
    this.shared = shared;
    this.owner = owner;
    this.port = moves(shared) ? shared.unshifted + owner.offset : shared.unshifted;
  }

  get node() {
    return this.owner.node;
  }
  get host() {
    return this.owner.host;
  }
  get place() {
    return this.owner.place;
  }
  /** Made for those who show it: hardly any of very many listeners is shown. */
  get derivation() {
    const { basePort, configured, shift, explicitTakesOffset, increment = 0 } = this.shared;
    const { offset, shipped } = this.owner;
    const input = { basePort, configured, shift, explicitTakesOffset, increment, offset, shipped };
    return effectivePort(input)?.derivation ?? '';
  }
  get id() {
    return this.shared.id;
  }
  get protocol() {
    return this.shared.protocol;
  }
  get transport() {
    return this.shared.transport;
  }
  get purpose() {
    return this.shared.purpose;
  }
  get bind() {
    return this.shared.bind;
  }
  get basePort() {
    return this.shared.basePort;
  }
  get configured() {
    return this.shared.configured;
  }
  get shift() {
    return this.shared.shift;
  }
  get explicitTakesOffset() {
    return this.shared.explicitTakesOffset;
  }
  get increment() {
    return this.shared.increment;
  }
  get shareable() {
    return this.shared.shareable;
  }
  get scheme() {
    return this.shared.scheme;
  }
  get settable() {
    return this.shared.settable;
  }
  get loopback() {
    return this.shared.loopback;
  }
  get setting() {
    return this.shared.setting;
  }

  get whole(): Listener {
    const { unshifted: _, ...shared } = this.shared;
    const { node, host, place, port, derivation } = this;
    return { ...shared, node, host, place, port, derivation };
  }
}

/** Returns a listener with all that belongs to it in one object. */
export function wholeListener(listener: Listener): Listener {
  return listener instanceof SharedListener ? listener.whole : listener;
}
