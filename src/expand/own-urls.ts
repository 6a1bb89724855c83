import type { Release } from '../catalogue/release.js';
import type { Host, Listener, OwnUrl } from '../model/deployment.js';
import type { Settings } from '../model/settings.js';
import type { Forward } from '../model/topology.js';
import { isLoopback } from '../values/addresses.js';
import { memo } from '../values/memo.js';
import { present } from '../values/present.js';
import type { PlacedNode } from './listeners.js';
import type { Network } from './network.js';

/**
 * Returns the addresses that nodes give clients of themselves, where the plan has a front end that leads clients to the listener behind these
 * URLs. Names that nothing in the plan has are outside of it.
 */
export function ownUrlsOf(nodes: readonly PlacedNode[], network: Network): OwnUrl[] {
  return nodes.flatMap((node) => {
    const { ownUrls } = node.plan;
    if (!ownUrls) return [];
    const listener = network.open(node, urlListeners(node.release).named);
    const front = frontOf(node, ownUrls.hostname.id, network);
    const ways = (front?.forwards ?? []).filter((forward) => leadsTo(forward, node));
    const [first] = ways;
    if (!listener || !front || !first || !(ownUrls.proxyPort || namesItself(node.release))) return [];
    const { port, place } = ownUrls.proxyPort ?? { port: listener.port, place: ownUrls.hostname.place };
    const isServed = network.reach(front, port).some((reached) => reached.listener.node === node.plan.id);
    return [
      {
        node: node.plan.id,
        hostname: ownUrls.hostname.id,
        port,
        isWritten: ownUrls.proxyPort !== undefined,
        place,
        listener: listener.id,
        front: front.id,
        served: [...new Set(ways.map((way) => way.port))],
        ...present({ by: first.by }),
        forward: first.place,
        verdict: isLoopback(ownUrls.hostname.id) ? 'wrong' : isServed ? 'right' : unserved(port, listener, front),
      },
    ];
  });
}

/** The front end of the name; of the node's own machine, which no client has, any Ingress that leads to the node. */
function frontOf(node: PlacedNode, hostname: string, network: Network): Host | undefined {
  if (isLoopback(hostname))
    return network.fronts().find((host) => host.kind === 'ingress' && host.forwards.some((way) => leadsTo(way, node)));
  const front = network.hostAt(node, hostname, 'outside');
  return front?.kind === 'service' ? undefined : front;
}

/**
 * Which ports the controller of an Ingress opens is decided elsewhere, and 443 is an assumption: another port is wrong for certain only if
 * it is that of the pod, which controllers do not have.
 */
function unserved(port: number, listener: Listener, front: Host): OwnUrl['verdict'] {
  return front.kind === 'ingress' && listener.port !== port ? 'undecided' : 'wrong';
}

/** Other servers build most of their URLs from what the front end tells them of a request. */
function namesItself({ listeners }: Release): boolean {
  return listeners.some(({ inOwnUrls }) => inOwnUrls);
}

/** The listener that URLs of a server name, and all that a front end leads to for them: where it ends TLS, that is the plain one beside it. */
interface UrlListeners {
  readonly named: string;
  readonly fronted: ReadonlySet<string>;
}

const urlListeners = memo(({ listeners }: Release): UrlListeners => {
  const servlets = listeners.filter(({ onEveryServer }) => onEveryServer);
  const secure = servlets.find(({ transport, proxySettings }) => transport === 'https' && hasPlace(proxySettings));
  return { named: secure?.id ?? '', fronted: new Set(servlets.map(({ id }) => id)) };
});

function hasPlace(settings: Settings): boolean {
  return Object.keys(settings).length > 0;
}

function leadsTo({ to }: Forward, { plan, release }: PlacedNode): boolean {
  return to.some(({ node, listener }) => node === plan.id && urlListeners(release).fronted.has(listener));
}
