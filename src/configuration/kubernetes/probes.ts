import type { ProbeManifest } from '../../model/manifests.js';
import { present } from '../../values/present.js';
import { portsDialledBy } from '../dialled-by-command.js';
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

function inCommand(by: string, word: Value): ProbeManifest[] {
  return portsDialledBy(word.text ?? '').map(({ port, scheme }) => ({
    by,
    port: word.found(port, by),
    ...present({ scheme }),
  }));
}
