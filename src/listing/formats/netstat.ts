import type { ObservedProcess } from '../../model/listing.js';
import { present } from '../../values/present.js';
import type { ListingFormat } from '../format.js';
import { endOf, linesIn, protocolOf, protocolsIn, socketAt } from '../sockets.js';

/** `netstat -tulpn` of Linux; also `netstat -an` of macOS and `netstat -ano` of Windows. */
export const netstat: ListingFormat = {
  id: 'netstat',
  title: 'netstat -tulpn',
  matches: (text) => /^[ \t]*Proto +(Recv-Q +Send-Q +)?Local Address +Foreign Address/m.test(text),
  read: (text) => {
    const sockets = linesIn(text).flatMap((line) => {
      const match = /^\s*((?:tcp|udp)\S*) +(?:\d+ +\d+ +)?(\S+) +(\S+)(?: +(.*))?/is.exec(line);
      const [, proto, local = '', foreign = '', rest = ''] = match ?? [];
      const protocol = protocolOf(proto);
      const end = endOf(local);
      const listens = protocol === 'udp' ? /[:.]\*$/.test(foreign) : /^LISTEN(ING)?\b/.test(rest);
      return match && protocol && end && listens ? [socketAt(protocol, end, processOf(rest))] : [];
    });
    return { sockets, sight: { protocols: protocolsIn(sockets) } };
  },
};

/** `LISTEN 4711/java`, or `LISTENING 4711` of Windows. */
function processOf(rest: string): ObservedProcess {
  const [, pid, name] = /(?:^| )(\d+)(?:\/(.*))?$/s.exec(rest.trimEnd()) ?? [];
  return present({ name: name?.replace(/:.*/s, ''), pid: pid === undefined ? undefined : Number(pid) });
}
