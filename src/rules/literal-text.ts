import type { Place } from '../model/finding.js';
import { listed } from './rule.js';

/** Identifies the place of a value: two nodes may have one value from one place. */
export function placeText({ file, path, range }: Place): string {
  return range ? `${file}:${range.start.line}:${range.start.column}` : `${file} ${path.join('/')}`;
}

/** Identifies one literal. */
export type WrittenLink = {
  readonly node: string;
  readonly link: string;
  /** Every link that is read from the literal. */
  readonly links: readonly string[];
  readonly target?: string | undefined;
  /** The port that is dialled. */
  readonly dialled?: number | undefined;
  /** The text of the endpoint. */
  readonly endpoint?: string | undefined;
};

export type WrongEnd = WrittenLink & {
  readonly dialledHost?: string | undefined;
  /** The listener that answers on the dialled port. */
  readonly reached?: { readonly node: string; readonly listener: string } | undefined;
  /** The software that has the dialled port, if that is not a node. */
  readonly occupiedBy?: string | undefined;
};

/** A wrong end whose right one is known. */
type Misled = WrongEnd & {
  readonly listener: string;
  readonly expectedPort: number | undefined;
  readonly expectedHost: string | undefined;
  /** The part that is reached there leads to the listener: a front end, or a machine that publishes the port of its container. */
  readonly isForwarded?: true;
  /** The listener is in a pod to which no Service leads on its port. */
  readonly isUnserved?: true;
  /** The offset of the target at which the dialled port would be right. */
  readonly explainingOffset?: number;
  readonly placeholder?: string;
};

/** The messages that the rules about literals share. */
export type LiteralMessages = {
  /** The right host and another port. */
  readonly differs: Misled;
  /** Another host. */
  readonly elsewhere: Misled;
  /** No listener there is right for it, and the plan does not say which node is meant. */
  readonly dead: WrongEnd & { readonly candidates: readonly string[] };
};

/** `gateway dials tm on 9611 (throttle-publish), but databridge-binary listens on 9612`. */
export function differsText(data: Misled, verb = 'dials'): string {
  const { node, links, target, dialled, expectedHost, isForwarded } = data;
  const dialledName = isForwarded ? expectedHost : target;
  return `${node} ${verb} ${dialledName} on ${dialled} (${listed(links)}), but ${rightText(data)}${answerText(data)}`;
}

/** `databridge-binary listens on 9612`, `lb leads to servlet-https of cp on 443`. */
function rightText({ listener, target, expectedHost, expectedPort, isForwarded }: Misled): string {
  return isForwarded
    ? `${expectedHost} leads to ${listener} of ${target} on ${expectedPort}`
    : `${listener} listens on ${expectedPort}`;
}

/** Returns what listens on the dialled port; empty if nothing does. */
function answerText({ target, dialled, reached, occupiedBy }: WrongEnd): string {
  if (occupiedBy !== undefined) return `; ${dialled} is held by ${occupiedBy}`;
  if (!reached) return '';
  return `; on ${dialled} ${reached.node === target ? 'its' : `${reached.node}'s`} ${reached.listener} answers`;
}

/** `gateway dials old.internal:9611 (throttle-publish), where nothing listens; databridge-binary of tm is reached at tm.internal:9611`. */
export function elsewhereText(data: Misled, verb = 'dials', way = 'Service'): string {
  const { node, links, listener, target, expectedHost, expectedPort, isUnserved = false } = data;
  const right = isUnserved
    ? `listens on ${expectedPort}, and no ${way} leads there`
    : `is reached at ${expectedHost}:${expectedPort}`;
  return `${node} ${verb} ${whereText(data)} (${listed(links)}), where ${thereText(data)}; ${listener} of ${target} ${right}`;
}

/** `gateway dials tm:5679 (event-hub-jms), where nothing listens; cp-1 and cp-2 play the other end`. */
export function deadText(data: LiteralMessages['dead'], verb = 'dials'): string {
  const { node, links, candidates } = data;
  const who =
    candidates.length === 0
      ? ''
      : `; ${listed(candidates)} ${candidates.length === 1 ? 'plays' : 'play'} the other end`;
  return `${node} ${verb} ${whereText(data)} (${listed(links)}), where ${thereText(data)}${who}`;
}

function whereText({ dialledHost, dialled }: WrongEnd): string {
  return `${dialledHost ?? ''}:${dialled}`;
}

function thereText({ reached, occupiedBy }: WrongEnd): string {
  if (reached) return `${reached.listener} of ${reached.node} answers`;
  return occupiedBy === undefined ? 'nothing listens' : `${occupiedBy} holds the port`;
}
