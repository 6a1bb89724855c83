import { lookupIn } from '../deployment/lookup.js';
import type { Position } from '../model/finding.js';
import type { View } from './view.js';

/** A text that is shown behind a value. */
export interface InlayHint {
  readonly at: Position;
  readonly text: string;
}

/** Ports that are shown behind an offset. */
const PORTS = 3;

/** The ports that an offset makes, and the address that a link leads to. */
export function hintsOf({ source, deployment, data }: View): readonly InlayHint[] {
  if (!source || !deployment) return [];
  const offsets = deployment.nodes.flatMap(({ id, offsetOrigin }) => {
    if (offsetOrigin === 'shipped' || data.nodes?.[id]?.offset === undefined) return [];
    const ports = lookupIn(deployment)
      .listenersOf(id)
      .filter(({ protocol, shift }) => protocol === 'tcp' && shift === 'follows')
      .map(({ port }) => port);
    const shown = ports.slice(0, PORTS).join(', ');
    const more = ports.length > PORTS ? ', ...' : '';
    return shown === '' ? [] : [{ at: source.locate(['nodes', id, 'offset']).end, text: `${shown}${more}` }];
  });
  const links = deployment.links.flatMap(({ node, id, basis, endPath, expectedHost, expectedPort }) => {
    if (basis !== 'named' || !endPath || expectedPort === undefined) return [];
    const path = source.textAt([...endPath, 'to']) === undefined ? endPath : [...endPath, 'to'];
    const isWritten = source.textAt(path) !== undefined && node !== undefined && id !== undefined;
    return isWritten ? [{ at: source.locate(path).end, text: `${expectedHost ?? ''}:${expectedPort}` }] : [];
  });
  return [...offsets, ...links];
}
