import { isFromClients } from '../../deployment/clients.js';
import type { ExportHost, ExportPlan } from '../../model/export.js';
import type { Flow } from '../../model/flow.js';
import { isNumeric } from '../../values/addresses.js';
import { visible } from '../../values/visible.js';
import { type Exporter, fileOf } from './exporter.js';
import { connectionText } from './firewall.js';

/**
 * Terraform with the provider of AWS: a rule of a security group for each connection. Machines of the plan are named by their
 * security groups; an address outside of the plan is a CIDR block.
 */
export const terraformAws: Exporter = {
  files: (plan) => {
    const machines = plan.hosts.filter(({ on }) => on === undefined);
    const ids = new Set(machines.map(({ id }) => id));
    const files = machines.flatMap((host) => {
      const { rules, missing } = rulesOf(host, plan, ids);
      if (rules.length + missing.length === 0) return [];
      const comments = missing.map((line) => `# ${visible(line)}\n`);
      return [{ name: fileOf(host, '.tf'), host: host.id, text: [...rules, ...comments].join('\n'), missing }];
    });
    return files.length === 0 ? [] : [{ name: 'variables.tf', text: VARIABLES }, ...files];
  },
};

const VARIABLES = `variable "security_groups" {
  description = "Id of the security group of each machine, by its name in the plan"
  type        = map(string)
}

variable "clients" {
  description = "CIDR block of those who call the portals and gateways"
  type        = string
}
`;

interface Rules {
  readonly rules: readonly string[];
  readonly missing: readonly string[];
}

function rulesOf(host: ExportHost, plan: ExportPlan, machines: ReadonlySet<string>): Rules {
  const machineOf = new Map(plan.hosts.map(({ id, on }) => [id, on]));
  const machine = (id: string): string => {
    const on = machineOf.get(id);
    return on === undefined ? id : machine(on);
  };
  const missing: string[] = [];
  const rule = (direction: 'ingress' | 'egress', flow: Flow): string[] => {
    const [peer, addresses] =
      direction === 'ingress'
        ? [machine(flow.sourceHost), flow.sourceAddresses]
        : [machine(flow.destinationHost), flow.destinationAddresses];
    const ends = peersOf(peer, addresses, machines, direction === 'ingress' && isFromClients(flow));
    const text = connectionText(flow);
    if (ends.length === 0)
      missing.push(`the address of ${peer} is not in the plan: ${flow.port}/${flow.protocol}, ${text}`);
    return ends.map((end, index) => resource(direction, host.id, flow, { peer, end, index, text }));
  };
  const rules = [
    ...host.enters.flatMap((flow) => rule('ingress', flow)),
    ...host.leaves.flatMap((flow) => rule('egress', flow)),
  ];
  return { rules: unique(rules), missing: [...new Set(missing)] };
}

/** Containers of one machine that dial the same port have one rule. */
function unique(rules: readonly string[]): readonly string[] {
  const nameOf = (rule: string) => rule.slice(0, rule.indexOf('\n'));
  return [...new Map([...rules].reverse().map((rule) => [nameOf(rule), rule])).values()].reverse();
}

function peersOf(
  peer: string,
  addresses: readonly string[],
  machines: ReadonlySet<string>,
  isAnybody: boolean,
): readonly Attribute[] {
  if (machines.has(peer)) return [['referenced_security_group_id', `var.security_groups[${quoted(peer)}]`]];
  if (isAnybody) return [['cidr_ipv4', 'var.clients']];
  return addresses
    .filter(isNumeric)
    .map((number) =>
      number.includes(':') ? ['cidr_ipv6', quoted(`${number}/128`)] : ['cidr_ipv4', quoted(`${number}/32`)],
    );
}

type Attribute = readonly [key: string, value: string];

interface RuleText {
  readonly peer: string;
  readonly end: Attribute;
  readonly index: number;
  readonly text: string;
}

function resource(
  direction: 'ingress' | 'egress',
  host: string,
  { port, protocol }: Flow,
  { peer, end, index, text }: RuleText,
): string {
  const [from, to] = direction === 'ingress' ? [peer, host] : [host, peer];
  const number = index === 0 ? '' : `_${index + 1}`;
  const name = `${identifier(from)}_to_${identifier(to)}_${port}_${protocol}${number}`;
  const attributes = [
    ['security_group_id', `var.security_groups[${quoted(host)}]`],
    ['description', quoted(description(text))],
    end,
    ['ip_protocol', quoted(protocol)],
    ['from_port', `${port}`],
    ['to_port', `${port}`],
  ] as const;
  const width = Math.max(...attributes.map(([key]) => key.length));
  return [
    `resource "aws_vpc_security_group_${direction}_rule" "${name}" {`,
    ...attributes.map(([key, value]) => `  ${key.padEnd(width)} = ${value}`),
    '}',
    '',
  ].join('\n');
}

/** Names of resources are letters, digits, underscores and hyphens, and do not begin with a digit. */
function identifier(text: string): string {
  const name = text.replaceAll('.', '--').replaceAll(/[^\w-]/g, '-');
  return /^[a-z_]/i.test(name) ? name : `_${name}`;
}

/** The characters and the length that AWS takes in a description. */
function description(text: string): string {
  return text.replaceAll(/[^\w .:/()#,@[\]+=&;{}!$*-]/g, '-').slice(0, 255);
}

/** A string of HCL: no interpolation takes part. */
function quoted(text: string): string {
  // As a replacement, `$$` is one dollar: a function is taken literally.
  return JSON.stringify(visible(text)).replaceAll(/[$%]\{/g, (start) => `${start.charAt(0)}${start}`);
}
