import type { ExportHost } from '../../model/export.js';
import { visible } from '../../values/visible.js';
import { type Exporter, fileOf } from './exporter.js';
import { type FirewallRule, type FirewallRules, rulesInto, rulesOutOf } from './firewall.js';

/**
 * nftables: chains of accept rules to be included in a table of the machine, which jumps to them. They are not a table of their own:
 * another table's accept does not overrule what the machine's own table drops.
 */
export const nft: Exporter = {
  files: ({ hosts }) =>
    hosts
      .filter(({ on }) => on === undefined)
      .flatMap((host) => {
        const [into, out] = [rulesInto(host), rulesOutOf(host)];
        const missing = [...into.missing, ...out.missing];
        if (into.rules.length + out.rules.length + missing.length === 0) return [];
        return [{ name: fileOf(host, '.nft'), host: host.id, text: textOf(host, into, out), missing }];
      }),
};

function textOf({ id }: ExportHost, into: FirewallRules, out: FirewallRules): string {
  return [
    `# ${id}: what the plan lets in and out.`,
    `# Include it in a table of family inet, and jump to wso2_in from the input chain and to wso2_out from the output chain.`,
    ...chain('wso2_in', 'saddr', into),
    ...chain('wso2_out', 'daddr', out),
    '',
  ].join('\n');
}

function chain(name: string, end: 'saddr' | 'daddr', { rules, missing }: FirewallRules): readonly string[] {
  const lines = [...rules.map((rule) => ruleLine(rule, end)), ...missing.map((line) => `# ${visible(line)}`)];
  return [`chain ${name} {`, ...lines.map((line) => `  ${line}`), '}'];
}

function ruleLine({ protocol, port, peers, family, comment }: FirewallRule, end: 'saddr' | 'daddr'): string {
  const set = peers.length === 1 ? peers.join('') : `{ ${peers.join(', ')} }`;
  const peer = family === undefined ? '' : `${family === 'ipv4' ? 'ip' : 'ip6'} ${end} ${set} `;
  return `${peer}${protocol} dport ${port} accept comment "${commentText(comment)}"`;
}

/** The longest comment that nft takes, in bytes. */
const COMMENT = 127;

/** A string of nft has no escapes. */
function commentText(text: string): string {
  const plain = visible(text)
    .replaceAll(/["\\]/g, "'")
    .replaceAll(/[^ -~]/g, '?');
  return plain.length > COMMENT ? `${plain.slice(0, COMMENT - 3)}...` : plain;
}
