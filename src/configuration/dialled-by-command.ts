import { isLoopback } from '../values/addresses.js';

/** A port of the own container that a command of a probe asks, 1-65535. */
export interface DialledPort {
  readonly port: number;
  readonly scheme?: 'http' | 'https' | undefined;
}

/** The endpoints that commands dial: `nc -z localhost 9443`, `</dev/tcp/localhost/9443`, `curl -k https://localhost:9443/`. */
const DIALLED =
  /\bnc(?:at)?\s+(?:-[\w-]+\s+(?:\d+\s+)?)*(?<ncHost>[^\s;|&]+)\s+(?<ncPort>\d{2,5})\b|\/dev\/tcp\/(?<devHost>[^/\s]+)\/(?<devPort>\d{2,5})\b|(?<scheme>https?):\/\/(?<urlHost>[^\s/:'"]+):(?<urlPort>\d{2,5})\b/g;

const MAX_LENGTH = 4096;

/** Finds the ports of its own container that a command dials. */
export function portsDialledBy(command: string): readonly DialledPort[] {
  return [...command.slice(0, MAX_LENGTH).matchAll(DIALLED)].flatMap(({ groups = {} }) => {
    const host = groups.ncHost ?? groups.devHost ?? groups.urlHost ?? '';
    const port = Number(groups.ncPort ?? groups.devPort ?? groups.urlPort);
    if (!isOwn(host) || port > 65_535) return [];
    return [{ port, scheme: groups.scheme === 'https' || groups.scheme === 'http' ? groups.scheme : undefined }];
  });
}

/** The container itself: its loopback address, or a variable with its address or name. */
function isOwn(host: string): boolean {
  return isLoopback(host) || /^["']?\$[({]?(HOSTNAME|POD_IP|NODE_IP|hostname.*)[)}]?["']?$/.test(host);
}
