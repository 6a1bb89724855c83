import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { DeploymentReport, Report } from '../../src/index.js';
import { command } from '../cli/command.js';

const FOLDER = fileURLToPath(new URL('../fixtures/configuration/', import.meta.url));
const EXPECTED = 'expected.yaml';

/** One node in `expected.yaml`; test/fixtures/configuration/README.md says what each key means. */
interface ExpectedNode {
  readonly product: string;
  readonly version: string;
  readonly profile?: string;
  readonly offset: number;
  readonly machine: string;
  readonly computer?: string;
  readonly ports?: Readonly<Record<string, number | 'closed'>>;
  readonly links?: Readonly<Record<string, readonly ExpectedEnd[]>>;
  readonly targets?: Readonly<Record<string, readonly string[]>>;
  readonly published?: readonly string[];
}

interface ExpectedEnd {
  readonly dials?: string;
  readonly to?: string;
  readonly verdict: string;
}

export interface Expected {
  readonly about: string;
  readonly options?: readonly string[];
  readonly exit?: number;
  readonly alternatives?: boolean;
  readonly unread?: readonly string[];
  readonly nodes: Readonly<Record<string, ExpectedNode>>;
  readonly findings?: Readonly<Record<string, number>>;
}

/** The names of the trees. */
export const TREES = readdirSync(FOLDER).filter((name) => statSync(join(FOLDER, name)).isDirectory());

export function expectedOf(tree: string): Expected {
  // The file is written by hand; a key of another kind is a value that differs.
  return parse(readFileSync(join(FOLDER, tree, EXPECTED), 'utf8')) as Expected;
}

/** Imports a tree in its own folder and checks it there, as a user does. */
export async function outcomeOf(tree: string, { options = [], unread = [], nodes, findings = {} }: Expected) {
  const files = filesOf(tree);
  const imported = await command('import', '.', ...options, { files });
  const checked = await command('check', '.', ...options, '--format', 'json', { files });
  return {
    exit: imported.code,
    unread: unread.filter((place) => imported.stderr.includes(`${place}:`)),
    ...judged(JSON.parse(checked.stdout), nodes, findings),
  };
}

/** Writes a topology of a tree, which may point at files or hold their values, and checks that. */
export async function importedOutcomeOf(
  tree: string,
  { options = [], nodes, findings = {} }: Expected,
  inline: boolean,
) {
  const files = filesOf(tree);
  const { stdout } = await command('import', '.', ...options, ...(inline ? ['--inline'] : []), { files });
  const written = { ...files, 'topology.yaml': stdout };
  const checked = await command('check', 'topology.yaml', '--format', 'json', { files: written });
  return judged(JSON.parse(checked.stdout), nodes, findings);
}

function judged(report: Report, nodes: Expected['nodes'], findings: Readonly<Record<string, number>>) {
  const found = report.deployments.map((deployment, index) => nodesIn(apart(deployment, index), nodes));
  return {
    nodes: withoutHostNames(Object.assign({}, ...found)),
    findings: byKey(findings, (id) => report.findings.filter(({ rule }) => rule === id).length),
  };
}

function filesOf(tree: string): Readonly<Record<string, string>> {
  const names = readdirSync(join(FOLDER, tree), { recursive: true, encoding: 'utf8' })
    .filter((name) => name !== EXPECTED && statSync(join(FOLDER, tree, name)).isFile())
    .map((name) => name.replaceAll('\\', '/'));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(FOLDER, tree, name), 'utf8')]));
}

/** Hosts of different deployments are different hosts, whatever they are called. */
function apart(deployment: DeploymentReport, index: number): DeploymentReport {
  const named = (host: string) => `${index} ${host}`;
  return {
    ...deployment,
    hosts: deployment.hosts.map(({ id, on, ...host }) => ({
      ...host,
      id: named(id),
      ...(on === undefined ? {} : { on: named(on) }),
    })),
    nodes: deployment.nodes.map((node) => ({ ...node, host: named(node.host) })),
    published: deployment.published.map((entry) => ({ ...entry, container: named(entry.container) })),
  };
}

/** What the report says about the nodes, in the words of `expected.yaml` and as far as that file asks for it. */
function nodesIn(deployment: DeploymentReport, wanted: Expected['nodes']): Readonly<Record<string, object>> {
  return Object.fromEntries(
    deployment.nodes.map(({ id }) => {
      const expected = wanted[id];
      const seen = nodeIn(deployment, id, expected);
      return [id, expected ? Object.fromEntries(Object.entries(seen).filter(([key]) => key in expected)) : seen];
    }),
  );
}

function nodeIn({ nodes, hosts, listeners, links, published }: DeploymentReport, id: string, wanted?: ExpectedNode) {
  const { host = '', ...node } = nodes.find((candidate) => candidate.id === id) ?? {};
  const own = listeners.filter((listener) => listener.node === id);
  const endsOf = (link: string) =>
    links
      .filter((candidate) => candidate.node === id && candidate.link === link)
      .map(({ endpoint, target, outcome }) => ({
        ...(endpoint === undefined ? {} : { dials: endpoint }),
        ...(target === undefined ? {} : { to: target }),
        verdict: outcome,
      }));
  return {
    ...node,
    machine: host,
    computer: hosts.find((candidate) => candidate.id === host)?.on ?? host,
    ports: byKey(wanted?.ports, (name) => own.find(({ listener }) => listener === name)?.port ?? 'closed'),
    links: byKey(wanted?.links, endsOf),
    targets: byKey(wanted?.targets, (link) => [...new Set(endsOf(link).flatMap(({ to }) => to ?? []))].sort()),
    published: published.filter(({ container }) => container === host).map((entry) => entry.published),
  };
}

function byKey<T>(keys: object | undefined, valueFor: (key: string) => T): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.keys(keys ?? {}).map((key) => [key, valueFor(key)]));
}

/** Puts the first node of each in place of the names of machines and computers: only who shares one is compared. */
export function withoutHostNames(nodes: Readonly<Record<string, object>>): Readonly<Record<string, object>> {
  const sorted = Object.entries(nodes).sort(([a], [b]) => (a < b ? -1 : 1));
  const firstOn = (key: 'machine' | 'computer', name: unknown) =>
    sorted.find(([, other]) => (other as Partial<ExpectedNode>)[key] === name)?.[0];
  return Object.fromEntries(
    sorted.map(([id, node]) => [
      id,
      Object.fromEntries(
        Object.entries(node).map(([key, value]) => [
          key,
          key === 'machine' || key === 'computer' ? firstOn(key, value) : value,
        ]),
      ),
    ]),
  );
}
