import { groupBy } from '../deployment/lookup.js';
import type {
  MachineAnswers,
  NeededName,
  NeededPeer,
  NeededPort,
  Obstacle,
  PreflightCheck,
  PreflightPlan,
} from '../model/preflight.js';
import { contains, formatRange } from '../values/ports.js';

/** Turns the answers of a machine into checks with names. What would break a start is an error; what may be meant so is a warning. */
export function judge(plan: PreflightPlan, answers: MachineAnswers): readonly PreflightCheck[] {
  return [
    ...portChecks(plan, answers),
    ...rangeChecks(plan, answers),
    ...plan.names.map((name) => nameCheck(name, answers.resolved.get(name))),
    ...peerChecks(plan, answers),
  ];
}

function portChecks({ ports }: PreflightPlan, { taken }: MachineAnswers): PreflightCheck[] {
  const free = ports.length - taken.size;
  const withObstacle = (kind: Obstacle['kind']) => ports.filter((port) => taken.get(port)?.kind === kind);
  const unseen = withObstacle('unseen');
  const addresses = groupBy(withObstacle('address'), ({ bind }) => bind);
  return [
    ...(free === 0
      ? []
      : [{ name: 'Ports', level: 'ok' as const, message: `${free} of ${ports.length} ports are free` }]),
    ...[...taken]
      .filter(([, { kind }]) => kind !== 'address' && kind !== 'unseen')
      .map(([port, obstacle]) => portCheck(port, obstacle)),
    ...[...addresses].map(([bind, there]) => ({
      name: `Address-${bind}`,
      level: 'error' as const,
      message: `this machine does not have ${bind}, where the plan wants ${portsText(there)}`,
    })),
    ...(unseen.length === 0
      ? []
      : [
          {
            name: 'Ports-unseen',
            level: 'warning' as const,
            message: `the listing cannot show whether these are free: ${portsText(unseen)}`,
          },
        ]),
  ];
}

/** `9443/tcp of gw servlet-https, 9763/tcp of gw servlet-http`. */
function portsText(ports: readonly NeededPort[]): string {
  return ports.map(({ port, protocol, owner }) => `${port}/${protocol} of ${owner}`).join(', ');
}

function portCheck({ port, protocol, owner }: NeededPort, { kind, detail }: Obstacle): PreflightCheck {
  const name = `Port-${port}`;
  const what = `${owner} cannot have ${port}/${protocol}`;
  if (kind === 'taken') return { name, level: 'error', message: `${what}: ${detail ?? 'something'} listens there` };
  if (kind === 'rights')
    return {
      name,
      level: 'warning',
      message: `${owner} needs rights for ${port}/${protocol}, which this user does not have`,
    };
  return { name, level: 'error', message: `${what}: ${detail ?? 'the system refuses it'}` };
}

function rangeChecks({ ports }: PreflightPlan, { outgoing, reserved }: MachineAnswers): PreflightCheck[] {
  const name = 'LocalPortRange';
  if (!outgoing)
    return [{ name, level: 'warning', message: 'the range of outgoing ports is not known on this system' }];
  const inside = ports.filter(
    ({ port }) => contains(outgoing, port) && !reserved.some((range) => contains(range, port)),
  );
  if (inside.length === 0) return [{ name, level: 'ok', message: 'no port is in the range of outgoing ports' }];
  // The setting is one list: what is in it already has to stay.
  const numbers = [...new Set([...reserved.map(formatRange), ...inside.map(({ port }) => String(port))])].join(',');
  return [
    {
      name,
      level: 'warning',
      message: `an outgoing connection may take ${inside.map(({ port, owner }) => `${port} of ${owner}`).join(', ')}: the range is ${formatRange(outgoing)}; sysctl net.ipv4.ip_local_reserved_ports=${numbers} keeps them free`,
    },
  ];
}

function nameCheck({ name, expected, isWritten, by }: NeededName, resolved: readonly string[] = []): PreflightCheck {
  const id = `Resolve-${name}`;
  if (resolved.length === 0)
    return { name: id, level: isWritten ? 'error' : 'warning', message: `${name} does not resolve; ${by} needs it` };
  const strange = expected.length > 0 && !resolved.some((address) => expected.includes(address));
  if (!strange) return { name: id, level: 'ok', message: `${name} resolves to ${resolved.join(', ')}` };
  return {
    name: id,
    level: 'warning',
    message: `${name} resolves to ${resolved.join(', ')}, and the plan says ${expected.join(', ')}`,
  };
}

function peerChecks({ peers }: PreflightPlan, { refused, connected }: MachineAnswers): PreflightCheck[] {
  const accepted = connected - refused.size;
  return [
    ...(accepted === 0
      ? []
      : [
          {
            name: 'Connect',
            level: 'ok' as const,
            message: `${accepted} of ${peers.length} servers accept a connection`,
          },
        ]),
    ...[...refused].map(([peer, reason]) => peerCheck(peer, reason)),
    ...(connected === 0 || connected === peers.length
      ? []
      : [
          { name: 'Connect', level: 'warning' as const, message: `${peers.length - connected} servers were not tried` },
        ]),
  ];
}

/** A node of the plan may be started later. */
function peerCheck({ host, port, isPlanned, by }: NeededPeer, reason: string): PreflightCheck {
  return {
    name: `Connect-${host}:${port}`,
    level: isPlanned ? 'warning' : 'error',
    message: `${host}:${port} does not accept a connection (${reason}); ${by} needs it${isPlanned ? ', and it may not run yet' : ''}`,
  };
}
