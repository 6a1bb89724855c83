/** Ports of databases, for URLs without one; from the drivers' manuals. */
const DEFAULT_PORTS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    mysql: '3306',
    mariadb: '3306',
    postgresql: '5432',
    oracle: '1521',
    sqlserver: '1433',
    db2: '50000',
    h2: '9092',
  }),
);

/** Products by other spellings: `jdbc:jtds:sqlserver://`. */
const VENDOR = /^jdbc:(?:jtds:|jdbc:)?([a-z0-9]+)/i;

/** `(HOST=db1)(PORT=1521)` of Oracle's descriptors, `address=(host=db1)(port=3306)` of MySQL's. */
const DESCRIBED = /\(\s*host\s*=\s*([^\s()]+)\s*\)(?:\s*\(\s*port\s*=\s*(\d{1,5})\s*\))?/gi;

const SERVER = /^(\[[0-9a-f:.]+\]|[^\s:/\\,;()]+)(?:\\[^:]*)?(?::(\d{1,5}))?$/i;

/**
 * Returns the servers of a JDBC URL as `host:port`, with the database's own port where the URL has none. A URL of a file or
 * of memory has no server. Credentials, names of databases and options are left out.
 */
export function jdbcServers(url: string): string[] {
  const vendor = VENDOR.exec(url)?.[1]?.toLowerCase();
  const port = DEFAULT_PORTS.get(vendor ?? '');
  const described = [...url.matchAll(DESCRIBED)];
  if (described.length > 0) return described.flatMap(([, host = '', own]) => withPort(host, own ?? port));
  return authorityOf(url)
    .split(',')
    .flatMap((server) => {
      const [, host = '', own] = SERVER.exec(server.trim()) ?? [];
      return host === '' ? [] : withPort(host, own ?? port);
    });
}

/** `db1:3306,db2` of a URL; empty where it has no server. */
function authorityOf(url: string): string {
  const oracle = /^jdbc:oracle:\w+:(?:[^@]*)@(?:\/\/|[a-z]+:\/\/)?([^/?;]*)/i.exec(url)?.[1];
  // Behind the port, a second colon separates the service of an Oracle database.
  if (oracle !== undefined) return oracle.replace(/^((?:\[[^\]]*\]|[^:]*):\d+):.*$/, '$1');
  const named = /;\s*serverName\s*=\s*([^;\s]+)/i.exec(url)?.[1];
  const port = /;\s*portNumber\s*=\s*(\d{1,5})/i.exec(url)?.[1];
  if (named !== undefined) return port === undefined ? named : `${named}:${port}`;
  const authority = /:\/\/([^/?;]*)/.exec(url)?.[1] ?? '';
  return authority.replace(/^.*@/, '');
}

function withPort(host: string, port: string | undefined): string[] {
  return port === undefined ? [] : [`${host}:${port}`];
}
