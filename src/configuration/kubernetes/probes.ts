import type { ProbeManifest } from '../../model/manifests.js';
import { isLoopback } from '../../values/addresses.js';
import { present } from '../../values/present.js';
import { portOrNameIn } from './objects.js';
import type { Value } from './value.js';

const PROBES = ['startupProbe', 'livenessProbe', 'readinessProbe'] as const;

/** Returns the ports that the probes of a container ask; a probe of another host is left out. */
export function probesIn(container: Value): ProbeManifest[] {
  return PROBES.flatMap((by) => {
    const probe = container.at(by);
    const port = (value: Value): Pick<ProbeManifest, 'port'> | undefined => {
      const number = portOrNameIn(value.at('port'));
      return number === undefined ? undefined : { port: value.at('port').found(number, by) };
    };
    const [http, tcp] = [probe.at('httpGet'), probe.at('tcpSocket')];
    const scheme = http.at('scheme').text?.toUpperCase() === 'HTTPS' ? ('https' as const) : ('http' as const);
    const asked = [
      ...[port(http)].flatMap((found) => (found && !http.at('host').exists ? { by, ...found, scheme } : [])),
      ...[port(tcp)].flatMap((found) => (found && !tcp.at('host').exists ? { by, ...found } : [])),
    ];
    return [...asked, ...probe.at('exec', 'command').items.flatMap((word) => inCommand(by, word))];
  });
}

/** What commands dial: `nc -z localhost 9443`, `</dev/tcp/localhost/9443`, `curl -k https://localhost:9443/`. */
const DIALLED =
  /\bnc(?:at)?\s+(?:-[\w-]+\s+(?:\d+\s+)?)*(?<ncHost>[^\s;|&]+)\s+(?<ncPort>\d{2,5})\b|\/dev\/tcp\/(?<devHost>[^/\s]+)\/(?<devPort>\d{2,5})\b|(?<scheme>https?):\/\/(?<urlHost>[^\s/:'"]+):(?<urlPort>\d{2,5})\b/g;

function inCommand(by: string, word: Value): ProbeManifest[] {
  return [...(word.text?.slice(0, 4096) ?? '').matchAll(DIALLED)].flatMap(({ groups = {} }) => {
    const host = groups.ncHost ?? groups.devHost ?? groups.urlHost ?? '';
    const port = Number(groups.ncPort ?? groups.devPort ?? groups.urlPort);
    if (!isOwn(host) || port > 65_535) return [];
    const scheme: ProbeManifest['scheme'] =
      groups.scheme === 'https' || groups.scheme === 'http' ? groups.scheme : undefined;
    return [{ by, port: word.found(port, by), ...present({ scheme }) }];
  });
}

/** The pod itself: its loopback address, or a variable with its address or name. */
function isOwn(host: string): boolean {
  return isLoopback(host) || /^["']?\$[({]?(HOSTNAME|POD_IP|NODE_IP|hostname.*)[)}]?["']?$/.test(host);
}
