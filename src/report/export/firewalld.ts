import type { ExportHost } from '../../model/export.js';
import { markupText } from '../markup.js';
import { type Exporter, fileOf } from './exporter.js';
import { type FirewallRule, rulesInto } from './firewall.js';

/**
 * firewalld: a zone of the machine, with a rich rule for each source (`man firewalld.zone`). It filters what comes in. The file is called
 * as the zone, whose name has no dots and at most 17 characters: most names of machines are none.
 */
export const firewalld: Exporter = {
  files: ({ hosts }) =>
    hosts
      .filter(({ on }) => on === undefined)
      .flatMap((host) => {
        const { rules, missing } = rulesInto(host);
        if (rules.length + missing.length === 0) return [];
        return [{ name: fileOf(host, '/wso2.xml'), host: host.id, text: textOf(host, rules, missing), missing }];
      }),
};

function textOf({ id }: ExportHost, rules: readonly FirewallRule[], missing: readonly string[]): string {
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<zone>',
    '  <short>wso2</short>',
    `  <description>${markupText(`What the plan lets into ${id}`)}</description>`,
    '  <!-- The connections of the plan alone: add what else the machine lets in, as ssh, before you use the zone. -->',
    ...rules.flatMap(ruleLines),
    ...missing.map((line) => `  <!-- ${commentText(line)} -->`),
    '</zone>',
    '',
  ].join('\n');
}

function ruleLines({ protocol, port, peers, family, comment }: FirewallRule): readonly string[] {
  const target = `<port port="${port}" protocol="${protocol}"/>`;
  if (family === undefined) return [`  <!-- ${commentText(comment)} -->`, `  ${target}`];
  return [
    `  <!-- ${commentText(comment)} -->`,
    ...peers.map(
      (peer) => `  <rule family="${family}"><source address="${markupText(peer)}"/>${target}<accept/></rule>`,
    ),
  ];
}

/** Two hyphens would end a comment of XML. */
function commentText(text: string): string {
  return markupText(text).replaceAll('--', '- -').replace(/-$/, '- ');
}
