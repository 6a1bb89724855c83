import type { Deployment, Node } from '../model/deployment.js';
import type { HandEdit } from '../model/desired.js';
import { present } from '../values/present.js';
import { lookupIn } from './lookup.js';

/** An edit by hand, and what is known of it. */
interface KnownEdit extends HandEdit {
  /** The listener whose port it is. */
  readonly listener: string;
  /** It is made in a database that the nodes of a deployment share. */
  readonly isShared: boolean;
  /** The topology contains the present port. */
  readonly isRecorded: boolean;
}

/**
 * Returns the ports in files of a node that are wrong as they are, because it has another offset than the shipped one, or the node that is meant
 * has. Where the topology contains the present value, that is changed.
 */
export function handEdits(node: Node, deployment: Deployment): readonly KnownEdit[] {
  const { listener: listenerOf } = lookupIn(deployment);
  return node.selfReferences
    .filter(({ edit, disabled }) => edit !== 'optional' && !disabled)
    .flatMap(({ id, file, element, edit, ports, configured }) =>
      ports
        .filter(({ listener }) => listenerOf(node.id, listener))
        .filter(({ shipped, effective }) => (configured ?? shipped) !== effective)
        // A file may contain several ports, but the topology declares one: the entry that matches it is skipped.
        .filter(() => !ports.some(({ effective }) => effective === configured))
        .map(({ listener, shipped, effective, host }) => ({
          ...{ reference: id, file, element, listener, from: configured ?? shipped, to: effective },
          ...present({ host }),
          isShared: edit === 'once',
          isRecorded: configured !== undefined,
        })),
    );
}
