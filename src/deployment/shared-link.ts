import type { Link } from '../model/deployment.js';
import type { Place } from '../model/finding.js';
import { present } from '../values/present.js';
import type { EveryKey } from './shared-listener.js';

/** The part of a link that is one node's own. */
export interface OwnPart extends Pick<Link, 'node' | 'place' | 'targets'> {
  readonly target: string | undefined;
  readonly expectedHost: string | undefined;
}

/** A link of one node that shares everything else with the same link of other nodes, as a shared listener does. */
export class SharedLink implements EveryKey<Link> {
  readonly node: string;
  readonly place: Place;
  readonly targets: readonly string[];
  readonly target: string | undefined;
  readonly expectedHost: string | undefined;
  private readonly shared: Link;

  constructor(shared: Link, { node, place, targets, target, expectedHost }: OwnPart) {
    this.shared = shared;
    this.node = node;
    this.place = place;
    this.targets = targets;
    this.target = target;
    this.expectedHost = expectedHost;
  }

  get id() {
    return this.shared.id;
  }
  get kind() {
    return this.shared.kind;
  }
  get role() {
    return this.shared.role;
  }
  get url() {
    return this.shared.url;
  }
  get endpoint() {
    return this.shared.endpoint;
  }
  get derivation() {
    return this.shared.derivation;
  }
  get dialled() {
    return this.shared.dialled;
  }
  get dialledHost() {
    return this.shared.dialledHost;
  }
  get candidates() {
    return this.shared.candidates;
  }
  get peers() {
    return this.shared.peers;
  }
  get front() {
    return this.shared.front;
  }
  get basis() {
    return this.shared.basis;
  }
  get verdict() {
    return this.shared.verdict;
  }
  get unjudged() {
    return this.shared.unjudged;
  }
  get list() {
    return this.shared.list;
  }
  get reach() {
    return this.shared.reach;
  }
  get listeners() {
    return this.shared.listeners;
  }
  get listener() {
    return this.shared.listener;
  }
  get alsoDials() {
    return this.shared.alsoDials;
  }
  get expectedPort() {
    return this.shared.expectedPort;
  }
  get reached() {
    return this.shared.reached;
  }
  get outcome() {
    return this.shared.outcome;
  }

  get expectedAddress() {
    return this.shared.expectedAddress;
  }
  get endPath() {
    return this.shared.endPath;
  }
  get setting() {
    return this.shared.setting;
  }

  get whole(): Link {
    const { node, place, targets, target, expectedHost } = this;
    return { ...this.shared, node, place, targets, ...present({ target, expectedHost }) };
  }
}

/** Returns a link with all that belongs to it in one object. */
export function wholeLink(link: Link): Link {
  return link instanceof SharedLink ? link.whole : link;
}
