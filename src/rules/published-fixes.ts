import { lookupIn } from '../deployment/lookup.js';
import { occupantOf, reservedOn } from '../deployment/sockets.js';
import type { Deployment } from '../model/deployment.js';
import type { Edit } from '../model/finding.js';
import type { Protocol } from '../model/product.js';
import { isPort } from '../values/ports.js';
import { valueEdit } from './candidate.js';
import type { FixCandidate, PortOwner } from './rule.js';

/** Ports of one machine, each with everything that wants it. */
interface Wanted {
  readonly host: string;
  readonly ports: readonly {
    readonly port: number;
    readonly protocol: Protocol;
    readonly listeners: readonly PortOwner[];
  }[];
}

/** Yields the change that gives published ports of a machine other numbers; the first owner of a port keeps it. */
export function* publishedFixes({ host, ports }: Wanted, deployment: Deployment): Iterable<FixCandidate> {
  const edits = new Map<string, Edit>();
  const chosen = new Set<string>();
  for (const { port, protocol, listeners } of ports) {
    const published = listeners.filter(({ container }) => container !== undefined);
    for (const owner of published.length === listeners.length ? published.slice(1) : published) {
      const to = freePort(host, port, protocol, chosen, deployment);
      const edit = to === undefined ? undefined : editOf(owner, to, deployment);
      if (to === undefined || !edit) continue;
      chosen.add(`${to}/${protocol}`);
      edits.set(edit.path.join('/'), edit);
    }
  }
  if (edits.size === 0) return;
  const changes = [...edits.values()].map(({ path, from, to }) => `${to} of ${path[1]} instead of ${from}`);
  yield { title: `publish ${changes.join(', ')}`, edits: [...edits.values()], configuration: [] };
}

/** Returns the edit of a single published port; none for a range. */
function editOf({ container, published: text }: PortOwner, to: number, deployment: Deployment): Edit | undefined {
  const published = lookupIn(deployment)
    .host(container)
    ?.published.find((each) => each.text === text);
  if (!published || published.hostPorts.from !== published.hostPorts.to) return undefined;
  const { file, path } = published.place;
  const replaced = published.text.replace(/\d+(?=:\d+(?:\/\w+)?$)/, String(to));
  return valueEdit({ file, path, from: published.text, to: replaced });
}

/** Returns the next port above a taken one that nothing on the machine holds, 1-65535. */
function freePort(
  id: string,
  above: number,
  protocol: Protocol,
  chosen: ReadonlySet<string>,
  deployment: Deployment,
): number | undefined {
  const { host, listenersOn } = lookupIn(deployment);
  const machine = host(id);
  if (!machine) return undefined;
  const sockets = [...listenersOn(id), ...reservedOn(id, deployment)];
  const taken = new Set(sockets.flatMap((socket) => (socket.protocol === protocol ? socket.port : [])));
  for (let port = above + 1; isPort(port); port++)
    if (!taken.has(port) && !chosen.has(`${port}/${protocol}`) && !occupantOf(machine, { port, protocol, bind: '*' }))
      return port;
  return undefined;
}
