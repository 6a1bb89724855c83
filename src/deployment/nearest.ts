import type { Listener } from '../model/deployment.js';

/** How far a listener may be from a number to be the one that was meant. */
const NEAR = 100;

/** Returns the listener that a wrong number probably means: the one with this base port, else the one nearest to it. */
export function nearestListener(listeners: readonly Listener[], port: number): Listener | undefined {
  const based = listeners.find(({ basePort, configured }) => basePort === port || configured === port);
  if (based) return based;
  const [nearest] = listeners
    .filter((listener) => Math.abs(listener.port - port) <= NEAR)
    .sort((a, b) => Math.abs(a.port - port) - Math.abs(b.port - port));
  return nearest;
}
