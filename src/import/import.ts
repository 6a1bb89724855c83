import type { Catalogue } from '../catalogue/catalogue.js';
import { runtimeOf } from '../configuration/formats/deployment-yaml.js';
import { fragmentsInForce, readNode } from '../configuration/reading.js';
import { unreadKinds, unreadText } from '../configuration/unread.js';
import { artifactPorts } from '../discovery/artifacts.js';
import { type HostOptions, hostingOf } from '../discovery/hosts.js';
import { type Answers, identify, type Question } from '../discovery/identity.js';
import { type FoundNode, type FoundNodes, type NamedPath, nodesIn } from '../discovery/nodes.js';
import type { Fragment, Hint } from '../model/fragment.js';
import { type MadeNode, type Peers, topologyText } from './topology.js';

export interface ImportOptions extends HostOptions {
  readonly catalogue: Catalogue;
  readonly answers: Answers;
  readonly names: readonly NamedPath[];
}

export type Imported =
  | { readonly ok: true; readonly text: string; readonly nodes: readonly MadeNode[] }
  | { readonly ok: false; readonly questions: readonly Question[]; readonly found: readonly FoundNode[] };

/** fragments -> nodes -> identities -> readings -> hosts -> text. Pure; asks instead of guessing. */
export function importFragments(
  fragments: readonly Fragment[],
  { catalogue, answers, names, ...hosts }: ImportOptions,
): Imported {
  const found = withPackHints(nodesIn(fragments, names));
  const made: MadeNode[] = [];
  const questions: Question[] = [];
  for (const node of found.nodes) {
    const identified = identify(node, catalogue, answers);
    if (!identified.ok) {
      questions.push(identified.question);
      continue;
    }
    const { identity } = identified;
    const profile = identity.profile?.value ?? identity.release.profiles[0] ?? 'default';
    made.push({ node, identity, reading: readNode(node.fragments, identity.release, profile, node.service?.offset) });
  }
  if (questions.length > 0) return { ok: false, questions, found: found.nodes };
  const hosting = hostingOf(
    made.map(({ node, reading, identity }) => ({
      node,
      ...(reading.hostName ? { hostName: reading.hostName } : {}),
      ...(node.service ? { artifacts: artifactPorts(node.service, identity.release) } : {}),
    })),
    found,
    hosts,
  );
  return {
    ok: true,
    nodes: made,
    text: topologyText(made, hosting, peersOf(made), notesOf(made, fragments, found.unused)),
  };
}

/**
 * Who is meant by a service name that several compose projects have: names are resolved inside a project, and a topology
 * has no projects. By project, then by name; names that are unique need no help.
 */
function peersOf(nodes: readonly MadeNode[]): Peers {
  const claims = new Map<string, Set<string>>();
  const peers = new Map<string, Map<string, string>>();
  for (const { node } of nodes) {
    if (!node.service || node.project === undefined) continue;
    const names = peers.get(node.project) ?? new Map<string, string>();
    peers.set(node.project, names);
    for (const name of [node.service.name, ...node.service.addresses]) {
      names.set(name.toLowerCase(), node.id);
      claims.set(name.toLowerCase(), (claims.get(name.toLowerCase()) ?? new Set()).add(node.id));
    }
  }
  for (const names of peers.values())
    for (const name of [...names.keys()]) if (claims.get(name)?.size === 1) names.delete(name);
  return peers;
}

/** Runtimes in one conf folder are one pack: the one that names its product speaks for the others. */
function withPackHints(found: FoundNodes): FoundNodes {
  const packs = new Map<string, Hint>();
  for (const hint of found.nodes.flatMap(({ fragments }) => fragments).flatMap(({ hints }) => hints)) {
    if (hint.aspect === 'product' && hint.rank === 'file' && runtimeOf(hint.file) !== undefined)
      packs.set(packFolder(hint.file), hint);
  }
  const nodes = found.nodes.map((node) => ({
    ...node,
    fragments: node.fragments.map((fragment) => withPackHint(fragment, packs)),
  }));
  return { ...found, nodes };
}

function withPackHint(fragment: Fragment, packs: ReadonlyMap<string, Hint>): Fragment {
  const runtime = runtimeOf(fragment.file);
  const pack = runtime === undefined ? undefined : packs.get(packFolder(fragment.file));
  const family = pack?.value.replace(/-[a-z]+$/, '');
  if (!pack || family === undefined || fragment.hints.some(({ rank }) => rank === 'file')) return fragment;
  const hint: Hint = {
    ...pack,
    value: `${family}-${runtime}`,
    why: `runtime folder ${runtime} of the pack with ${pack.why}`,
  };
  return { ...fragment, hints: [hint, ...fragment.hints] };
}

function packFolder(file: string): string {
  return file.split('/').slice(0, -2).join('/');
}

function notesOf(nodes: readonly MadeNode[], fragments: readonly Fragment[], unused: readonly string[]): string[] {
  const ignored = nodes.flatMap(({ node }) => {
    const inForce = new Set(fragmentsInForce(node.fragments).map(({ file }) => file));
    return node.fragments
      .filter(({ file }) => !inForce.has(file))
      .map(({ file }) => `not read: ${file}, which the product generates from deployment.toml`);
  });
  return [
    ...fragments.flatMap(({ file, fault }) =>
      fault ? [`not read: ${file}:${fault.range.start.line}:${fault.range.start.column}: ${fault.reason}`] : [],
    ),
    ...unused.map(
      (home) =>
        `left out: ${home.replace('#', ', runtime ')}, which no service uses although another of its product is used`,
    ),
    ...ignored,
    ...unreadKinds(nodes.flatMap(({ reading }) => reading.unread)).map((kind) => `not read: ${unreadText(kind)}`),
  ];
}
