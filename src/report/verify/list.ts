import type { PortState, VerifiedHost, VerifiedPort } from '../../model/verification.js';
import type { Grid, Section } from '../page/page.js';

/** In the order in which they are counted. */
const STATES: readonly PortState[] = [
  'open',
  'closed',
  'held by another',
  'bound elsewhere',
  'not planned',
  'not judged',
];

/** Returns how many ports there are of each state: `12 open, 1 closed`. */
function countsText(ports: readonly VerifiedPort[]): string {
  const counts = STATES.map((state) => [state, ports.filter((port) => port.state === state).length] as const);
  const parts = counts.filter(([, count]) => count > 0).map(([state, count]) => `${count} ${state}`);
  return parts.length === 0 ? 'nothing to compare' : parts.join(', ');
}

/** `app1 (ss, carbon-log): 12 open, 1 closed`. */
function headingOf({ id, formats, ports }: VerifiedHost): string {
  return `${id} (${formats.join(', ')}): ${countsText(ports)}`;
}

/** Returns the ports on which plan and host disagree, as a table. */
function differenceGrid(ports: readonly VerifiedPort[]): Grid {
  return {
    columns: ['state', 'port', 'planned for', 'found'].map((title) => ({ title })),
    rows: ports.map((entry) => ({
      cells: [entry.state, portText(entry), plannedText(entry), foundText(entry)],
      alarm: entry.isDifference,
    })),
  };
}

export function portText({ port, protocol }: VerifiedPort): string {
  return `${port}/${protocol}`;
}

/** The listener, and the address where it is not every one. */
export function plannedText({ state, owner, bind = '*' }: VerifiedPort): string {
  if (owner === undefined) return '';
  if (state === 'not planned') return `${owner}, switched off`;
  return bind === '*' ? owner : `${owner} on ${bind}`;
}

/** Who listens, and on which addresses. */
export function foundText({ addresses, process }: VerifiedPort): string {
  const where = addresses.length === 0 ? '' : `on ${addresses.join(', ')}`;
  return [process ?? '', where].filter((part) => part !== '').join(' ');
}

/** Returns services of the system that listen beside the plan, on one line. */
function besideText(ports: readonly VerifiedPort[]): string | undefined {
  const beside = ports.filter(({ state, isDifference }) => state === 'not planned' && !isDifference);
  if (beside.length === 0) return undefined;
  const names = beside.map((entry) => `${portText(entry)}${entry.process === undefined ? '' : ` ${entry.process}`}`);
  return `also open, below 1024 or on the loopback: ${names.join('; ')}`;
}

/** Returns the ports that the listing says nothing about, on one line. */
function unjudgedText(ports: readonly VerifiedPort[]): string | undefined {
  const unjudged = ports.filter(({ state }) => state === 'not judged');
  if (unjudged.length === 0) return undefined;
  return `not judged, since the listing cannot show it: ${unjudged.map((entry) => `${portText(entry)} ${plannedText(entry)}`).join('; ')}`;
}

/** The differences of a host, with what they have in common and what was not judged. */
export function sectionOf(host: VerifiedHost): Section {
  const differences = host.ports.filter(({ isDifference }) => isDifference);
  const lines = [...host.hints, unjudgedText(host.ports), besideText(host.ports)].filter((line) => line !== undefined);
  return {
    title: headingOf(host),
    text: lines,
    ...(differences.length === 0 ? {} : { grid: differenceGrid(differences) }),
  };
}
