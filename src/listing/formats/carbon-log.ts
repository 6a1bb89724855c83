import { normalBind } from '../../values/addresses.js';
import { isPort } from '../../values/ports.js';
import type { ListingFormat } from '../format.js';
import { linesIn, socketAt } from '../sockets.js';

/**
 * `wso2carbon.log` and the logs of its relatives: the lines in which a server says that it started a listener. The words are those of the
 * products' logging statements, as people show them in issues; they name what was started and nothing of the rest.
 */
export const carbonLog: ListingFormat = {
  id: 'carbon-log',
  title: 'repository/logs/wso2carbon.log',
  matches: (text) => PHRASES.some((phrase) => phrase.test(text)),
  read: (text) => {
    const said = linesIn(lastStart(text)).flatMap((line) => {
      const groups = PHRASES.map((phrase) => phrase.exec(line)?.groups).find((found) => found !== undefined);
      const port = Number(groups?.port);
      if (!groups || !isPort(port)) return [];
      const socket = socketAt('tcp', { ...addressOf(groups.address), port });
      return [CONSOLE.test(line) ? { ...socket, mayBeProxy: true as const } : socket];
    });
    const registry = linesIn(lastStart(text)).flatMap((line) => {
      const port = Number(JMX_REGISTRY.exec(line)?.groups?.port);
      return isPort(port) ? [socketAt('tcp', { port })] : [];
    });
    const sockets = [...new Map([...said, ...registry].map((socket) => [socket.port, socket])).values()];
    return { sockets, sight: { protocols: ['tcp'], partial: true } };
  },
};

const HOST = String.raw`(?<address>[0-9a-fA-F:.]+|\[[0-9a-fA-F:.]+\])`;

/** The URL of a console has the port of a proxy where one is configured. */
const CONSOLE = /Mgt Console URL\s*: https?:\/\/[^\s/:]+:(?<port>\d+)\//;

/** Each names the port, and the address where the line has it. */
const PHRASES: readonly RegExp[] = [
  // Pass-through and NIO transports, inbound endpoints of the Micro Integrator.
  new RegExp(String.raw`Listener started on ${HOST}:(?<port>\d+)\s*$`, 'm'),
  // Data bridge: Thrift and binary receivers, old and new.
  new RegExp(String.raw`Thrift (?:SSL )?receiver started on ${HOST}:(?<port>\d+)`, 'i'),
  /Thrift (?:SSL )?port : (?<port>\d+)/,
  /Started Binary (?:SSL|TCP) Transport on port : (?<port>\d+)/,
  // Message brokers: AMQP and MQTT.
  new RegExp(String.raw`AMQP Host Address : ${HOST} Port : (?<port>\d+)`),
  /BRK-1002 : Starting : Listening on TCP(?:\/SSL)? port (?<port>\d+)/,
  new RegExp(String.raw`Server binded host: ${HOST}, port: (?<port>\d+)`),
  // Websockets of gateways.
  /Netty (?:SSL )?Listener starting on port (?<port>\d+)/,
  CONSOLE,
  /HTTPS? port\s*: (?<port>\d+)\s*$/m,
  // Stream processors and dashboards.
  new RegExp(String.raw`HTTP\(S\) Interface starting on host ${HOST} and port (?<port>\d+)`),
  new RegExp(String.raw`EventServer starting event listener on ${HOST}:(?<port>\d+)`),
  /Editor Started on : https?:\/\/[^\s/:]+:(?<port>\d+)\//,
  new RegExp(String.raw`started HTTPS?\/WSS? endpoint ${HOST}:(?<port>\d+)`),
  // JMX: the server; the registry is named in the same line.
  /service:jmx:rmi:\/\/[^\s/:]+:(?<port>\d+)\//,
];
const JMX_REGISTRY = /\/jndi\/rmi:\/\/[^\s/:]+:(?<port>\d+)\/jmxrmi/;

/** A log has the starts of many days; ports are those of the last one. */
function lastStart(text: string): string {
  const start = text.lastIndexOf('Starting WSO2 Carbon...');
  return start < 0 ? text : text.slice(start);
}

function addressOf(text: string | undefined): { readonly address?: string } {
  return text === undefined ? {} : { address: normalBind(text) };
}
