import { isUnknown } from '../configuration/format.js';
import type { ReadEnd } from '../configuration/links.js';
import { ownEnds } from '../configuration/own-ends.js';
import type { NodeReading } from '../configuration/reading.js';
import type { Found } from '../model/fragment.js';
import { isLoopback } from '../values/addresses.js';
import { parseEndpoints } from '../values/endpoints.js';
import { visible } from '../values/visible.js';
import { key, scalar, withPlace } from './lines.js';

/** Returns the values in the files of a node, copied into the topology line by line. */
export function inlineLines(node: string, host: string, reading: NodeReading): string[] {
  const { offset, unknown } = reading;
  return [
    ...(offset && !isUnknown(offset.value) ? [withPlace(`    offset: ${offset.value}`, offset)] : []),
    ...unknown.map(({ value, why, file, range }) =>
      withPlace(`    # ${why}: unknown, it is ${value.isAbsent ? 'in ' : ''}${visible(value.unknown)}`, {
        file,
        range,
        why: '',
      }),
    ),
    ...ownUrlLines(host, reading),
    ...portLines(reading),
    ...listLines('enable', reading.enable),
    ...listLines('disable', reading.disable),
    ...linkLines(node, reading),
    ...dialLines(reading),
  ];
}

/** A node is called like its host, unless something is said of its URLs. */
function ownUrlLines(host: string, { hostName, proxyPort }: NodeReading): string[] {
  const isAddress =
    hostName &&
    !isUnknown(hostName.value) &&
    (proxyPort || hostName.value !== host) &&
    /^[A-Za-z0-9._:-]{1,253}$/.test(hostName.value);
  return [
    ...(isAddress ? [withPlace(`    hostname: ${scalar(String(hostName.value))}`, hostName)] : []),
    ...(proxyPort ? [withPlace(`    proxyPort: ${proxyPort.value}`, proxyPort)] : []),
  ];
}

function portLines({ ports, binds }: NodeReading): string[] {
  const ids = [...new Set([...ports.keys(), ...binds.keys()])];
  if (ids.length === 0) return [];
  return [
    '    ports:',
    ...ids.map((id) => {
      const [port, bind] = [ports.get(id), binds.get(id)];
      const value = bind ? `{ ${port ? `port: ${port.value}, ` : ''}bind: ${scalar(bind.value)} }` : `${port?.value}`;
      return withPlace(`      ${key(id)}: ${value}`, port ?? bind);
    }),
  ];
}

function listLines(name: string, found: ReadonlyMap<string, Found<boolean>>): string[] {
  return found.size === 0
    ? []
    : [`    ${name}:`, ...[...found].map(([id, place]) => withPlace(`      - ${scalar(id)}`, place))];
}

function linkLines(node: string, { links }: NodeReading): string[] {
  if (links.size === 0) return [];
  const isOwn = ownEnds(links);
  const lines = ['    links:'];
  for (const [id, ends] of links) {
    const distinct = [...new Map(ends.map((end) => [end.value, end])).values()];
    const to = (end: ReadEnd) => (isOwn(end) ? `to: ${scalar(node)}, ` : '');
    lines.push(
      `      ${key(id)}:`,
      ...distinct.map((end) => withPlace(`        - { ${to(end)}${endText(end)} }`, end)),
    );
  }
  return lines;
}

function dialLines({ dials }: NodeReading): string[] {
  const dialled = dials.filter(({ to }) => !isLoopback(parseEndpoints(to)[0]?.host ?? to));
  if (dialled.length === 0) return [];
  return [
    '    dials:',
    ...dialled.map((dial) =>
      withPlace(`      - { to: ${JSON.stringify(dial.to)}, purpose: ${JSON.stringify(dial.purpose)} }`, {
        ...dial,
        why: '',
      }),
    ),
  ];
}

function endText({ value }: ReadEnd): string {
  return typeof value === 'number' ? `port: ${value}` : `url: ${JSON.stringify(value)}`;
}
