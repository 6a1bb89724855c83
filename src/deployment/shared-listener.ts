import type { Listener } from '../model/deployment.js';
import type { Place } from '../model/finding.js';

/** Every key of a type, whether it has a value or not. */
export type EveryKey<T> = { readonly [K in keyof T]-?: T[K] | undefined };

/** The part of a listener that is the same for all nodes of a release, profile and offset which say nothing of their own about it. */
export type PlainListener = Omit<Listener, 'node' | 'host' | 'place' | 'portPath'>;

/**
 * A listener of one node that shares everything else with the same listener of other nodes: a large plan has very many, and copies of them
 * would be most of its memory. Spreading one gives what is its own alone: {@link wholeListener} gives all of it.
 */
export class SharedListener implements EveryKey<Omit<Listener, 'portPath'>> {
  readonly node: string;
  readonly host: string;
  readonly place: Place;
  private readonly shared: PlainListener;

  constructor(shared: PlainListener, node: string, host: string, place: Place) {
    this.shared = shared;
    this.node = node;
    this.host = host;
    this.place = place;
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
  get port() {
    return this.shared.port;
  }
  get derivation() {
    return this.shared.derivation;
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
    return { ...this.shared, node: this.node, host: this.host, place: this.place };
  }
}

/** Returns a listener with all that belongs to it in one object. */
export function wholeListener(listener: Listener): Listener {
  return listener instanceof SharedListener ? listener.whole : listener;
}
