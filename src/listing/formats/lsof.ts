import type { ListingFormat } from '../format.js';
import { endOf, linesIn, protocolOf, protocolsIn, socketAt } from '../sockets.js';

/** `lsof -nP -iTCP -sTCP:LISTEN`, with UDP as well where it was asked for. */
export const lsof: ListingFormat = {
  id: 'lsof',
  title: 'lsof -nP -iTCP -sTCP:LISTEN',
  matches: (text) => /^COMMAND +PID +(TID +TASKCMD +)?USER +FD +TYPE/m.test(text),
  read: (text) => {
    const sockets = linesIn(text).flatMap((line) => {
      const match = /^(\S+) +(\d+) .* (TCP|UDP) (\S+)(?: \((\w+)\))?$/.exec(line.trimEnd());
      const [, name = '', pid, node, local = '', state] = match ?? [];
      const protocol = protocolOf(node);
      const end = endOf(local);
      if (!match || !protocol || !end || (protocol === 'tcp' && state !== 'LISTEN')) return [];
      return [socketAt(protocol, end, { name, pid: Number(pid) })];
    });
    return { sockets, sight: { protocols: protocolsIn(sockets) } };
  },
};
