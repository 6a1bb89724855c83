import { connect } from 'node:net';
import { systemCode, systemReason } from '../files/system-error.js';

/**
 * Opens a connection of TCP and closes it; nothing is sent. Resolves to why it was not accepted, undefined where it was.
 * @param port 1-65535
 * @param patience milliseconds
 * @param open opens the connection; Node's own where it is left out
 */
export function tryConnect(
  host: string,
  port: number,
  patience: number,
  open: typeof connect = connect,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = open({ host, port, timeout: patience });
    const end = (reason: string | undefined) => {
      socket.destroy();
      resolve(reason);
    };
    socket.once('connect', () => end(undefined));
    socket.once('timeout', () => end(`no answer within ${patience / 1000} s`));
    socket.once('error', (error) =>
      end(systemCode(error) === 'ECONNREFUSED' ? 'nothing listens there' : systemReason(error)),
    );
  });
}
