import { groupBy } from '../../deployment/lookup.js';
import type { ConfigSetting, NodeConfig } from '../../model/desired.js';
import { endText } from '../../values/ports.js';
import { comment } from './comment.js';
import { placeLines } from './places.js';
import type { ConfigReporter } from './reporter.js';
import { tomlLines } from './toml.js';

/** For people: what to write where, node by node. The part of a node that is configured by TOML is TOML. */
export const text: ConfigReporter = (nodes) => nodes.map((node) => `${nodeLines(node).join('\n')}\n`).join('\n');

function nodeLines(node: NodeConfig): readonly string[] {
  const inToml = node.settings.filter(isToml);
  const elsewhere = node.settings.filter((setting) => !isToml(setting));
  const places = placeLines(elsewhere);
  return [
    comment(`${node.node} on ${node.host}: ${node.product} ${node.version}, profile ${node.profile}`),
    ...withoutEnd(tomlLines(inToml)),
    // Beside TOML everything else is a comment, so that the whole is one fragment.
    ...(node.model === 'toml' ? places.map(comment) : places),
    ...handLines(node),
    ...unlinkedLines(node).map(comment),
    ...(node.settings.length + node.edits.length + node.undecided.length === 0 && node.unlinked === undefined
      ? [comment('nothing to configure: the shipped values are right')]
      : []),
  ];
}

function withoutEnd(lines: readonly string[]): readonly string[] {
  return lines.slice(0, lines.findLastIndex((line) => line !== '') + 1);
}

function isToml({ toml }: ConfigSetting): boolean {
  return toml !== undefined;
}

function handLines({ node, edits, undecided }: NodeConfig): readonly string[] {
  return [
    ...(edits.length === 0 ? [] : [comment('to edit by hand:')]),
    ...edits.map(({ reference, file, element, from, to, host }) =>
      comment(`  ${file}${element === '' ? '' : ` (${element})`}: ${from} -> ${endText(to, host)}, ${reference}`),
    ),
    ...undecidedLines(node, undecided).map(comment),
  ];
}

/** Suggestions that connect a node without links, for its own `links` and for those of others. */
function unlinkedLines({ node, unlinked }: NodeConfig): readonly string[] {
  if (unlinked === undefined) return [];
  const ways = [...groupBy(unlinked, ({ node: dialler, to }) => `${dialler} ${to.join()}`).values()].map((links) => {
    const [{ node: dialler, to }] = links;
    const choices = links.map(({ link }) => `links: { ${link}: ${to.length === 1 ? to[0] : `[${to.join(', ')}]`} }`);
    return `  for ${dialler}: ${choices.join(' or ')}`;
  });
  return [`${node} is connected to nothing in the plan${ways.length === 0 ? '' : '; where it is, write'}`, ...ways];
}

/** The choices that the plan leaves open: one line for each link that may lead to one of several, and one for all links with the same question. */
function undecidedLines(node: string, undecided: NodeConfig['undecided']): readonly string[] {
  const choices = undecided.filter(({ nodes }) => nodes.length > 0);
  const others = undecided.filter(({ nodes }) => nodes.length === 0);
  const questions = groupBy(others, ({ role, peers = [] }) =>
    role === undefined ? `${node} alone, or ${peers.join(' and ')}` : `nobody in the plan plays ${role}`,
  );
  return [
    ...choices.map(
      ({ link, nodes, more }) =>
        `not decided: ${link} may lead to ${nodes.join(', ')}${more === undefined ? '' : ` and ${more} more`}`,
    ),
    ...[...questions].map(
      ([question, links]) => `not decided: ${question} (${links.map(({ link }) => link).join(', ')})`,
    ),
  ];
}
