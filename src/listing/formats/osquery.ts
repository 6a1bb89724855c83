import { normalBind } from '../../values/addresses.js';
import { isPort } from '../../values/ports.js';
import { present } from '../../values/present.js';
import type { ListingFormat } from '../format.js';
import { type JsonObject, jsonIn, numberIn, objectsIn, textIn } from '../json.js';
import { protocolOf, protocolsIn, socketAt } from '../sockets.js';

/**
 * `osqueryi --json` of the table `listening_ports`, joined with `processes` for their names: `select name, port, protocol, address, pid
 * from listening_ports left join processes using (pid)`.
 */
export const osquery: ListingFormat = {
  id: 'osquery',
  title:
    'osqueryi --json "select name, pid, port, protocol, address from listening_ports left join processes using (pid)"',
  matches: (text) => objectsIn(jsonIn(text)).some((row) => 'port' in row && 'protocol' in row && 'address' in row),
  read: (text) => {
    const sockets = objectsIn(jsonIn(text)).flatMap((row) => {
      const [protocol, port] = [protocolOf(row.protocol), Number(row.port)];
      return protocol && isPort(port) ? [socketAt(protocol, { ...addressOf(row), port }, processOf(row))] : [];
    });
    return { sockets, sight: { protocols: protocolsIn(sockets) } };
  },
};

function addressOf({ address }: JsonObject): { readonly address?: string } {
  const text = textIn(address);
  return text === undefined ? {} : { address: normalBind(text) };
}

/** The path of the program, where the name was not asked for. */
function processOf({ name, path, pid }: JsonObject) {
  const program = textIn(path)?.split(/[/\\]/).at(-1);
  return present({ name: textIn(name) ?? program, pid: numberIn(pid) });
}
