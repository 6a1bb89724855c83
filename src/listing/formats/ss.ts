import type { ObservedProcess } from '../../model/listing.js';
import { present } from '../../values/present.js';
import type { ListingFormat } from '../format.js';
import { endOf, linesIn, protocolOf, protocolsIn, socketAt } from '../sockets.js';

/** `ss -tulpn` of iproute2. Without `-u` it leaves the column of the protocol out. */
export const ss: ListingFormat = {
  id: 'ss',
  title: 'ss -tulpn',
  matches: (text) => /^(Netid +)?State +Recv-Q +Send-Q +Local Address:Port/m.test(text),
  read: (text) => {
    const sockets = linesIn(text).flatMap((line) => {
      const match = /^(?:(tcp|udp)\S* +)?(LISTEN|UNCONN) +\d+ +\d+ +(\S+) +\S+\s*(.*)/s.exec(line);
      const [, netid, state, local = '', users = ''] = match ?? [];
      const protocol = protocolOf(netid ?? (state === 'LISTEN' ? 'tcp' : 'udp'));
      const end = endOf(local);
      return match && protocol && end ? [socketAt(protocol, end, processOf(users))] : [];
    });
    return { sockets, sight: { protocols: /^Netid/m.test(text) ? ['tcp', 'udp'] : protocolsIn(sockets) } };
  },
};

/** `users:(("java",pid=4711,fd=105))`. */
function processOf(users: string): ObservedProcess {
  const [, name, pid] = /\(\("([^"]*)",pid=(\d+)/.exec(users) ?? [];
  return present({ name, pid: pid === undefined ? undefined : Number(pid) });
}
