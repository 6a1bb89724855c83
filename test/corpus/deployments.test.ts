import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { packagedCatalogue } from '../../src/catalogue/files.js';
import { isUnknown } from '../../src/configuration/format.js';
import { readTree } from '../../src/configuration/tree.js';
import { discover } from '../../src/discovery/discover.js';
import { topologyText } from '../../src/import/topology.js';
import { check } from '../../src/pipeline/check.js';
import { cpuTime } from '../cpu-time.js';
import { ALTERNATIVES, CASES, type CorpusCase } from './cases.js';

const CORPUS = fileURLToPath(new URL('../../../shared/corpus', import.meta.url));

interface Deployment {
  readonly id: string;
  readonly files: readonly {
    readonly node: string;
    readonly offset_in_files?: string;
    readonly local: readonly string[];
  }[];
}

interface Manifest {
  readonly deployments: readonly Deployment[];
  readonly files: readonly { readonly local: string; readonly offset?: string }[];
}

// One entry repeats its keys.
const manifest: Manifest = parse(readFileSync(`${CORPUS}/MANIFEST.yaml`, 'utf8'), { uniqueKeys: false });
const catalogue = packagedCatalogue();

function deploymentOf(id: string): Deployment {
  const found = manifest.deployments.find((deployment) => deployment.id === id);
  if (!found) throw new Error(`the manifest has no deployment ${id}`);
  return found;
}

/** Imports the files of a deployment as its case says, and checks the topology that comes out. */
function outcomeOf(id: string, { version = [], product = [], separate, leaveOut, names = {} }: CorpusCase) {
  const files = deploymentOf(id)
    .files.flatMap(({ local }) => local)
    .filter((file) => !leaveOut?.files.test(file));
  const { fragments, refused } = readTree(files, CORPUS, '.');
  const { deployments } = discover(fragments, {
    catalogue,
    folder: '.',
    answers: { version, product, profile: [] },
    names: Object.entries(names).map(([node, path]) => ({ node, path })),
    ...(separate === undefined ? {} : { separate }),
  });
  const report = check(
    deployments.map((discovered) => ({ file: discovered.file, text: '', discovered })),
    { catalogue, suggestions: false },
  );
  const text = deployments.map((deployment) => topologyText(deployment, { catalogue })).join('');
  return {
    text,
    unreadable: refused,
    report,
    topology: parse(text) as { hosts: Record<string, { on?: string }>; nodes: Record<string, { host: string }> },
  };
}

const rows: string[] = [];

describe('every file of the corpus', () => {
  const offsets = manifest.files.filter(({ offset }) => offset !== undefined && /^\d+$/.test(offset));

  it.each(offsets.map(({ local, offset }) => [local, Number(offset)] as const))('%s has offset %d', (file, offset) => {
    const { fragments } = readTree([file], CORPUS, '.');
    const own = fragments.flatMap((fragment) => fragment.offset ?? []);
    expect(own.map(({ value }) => (isUnknown(value) ? value.unknown : value))).toEqual([offset]);
  });

  it('is read without a fault', () => {
    const { fragments, refused } = readTree(['.'], CORPUS);
    expect([refused, fragments.filter(({ fault }) => fault).map(({ file }) => file)]).toEqual([[], []]);
  });
});

it('all files of the corpus are read in under ten seconds', async () => {
  expect(await cpuTime(() => readTree(['.'], CORPUS))).toBeLessThan(10_000);
});

describe('every deployment of the corpus', () => {
  it('has a case', () => {
    expect(Object.keys(CASES).sort()).toEqual(manifest.deployments.map(({ id }) => id).sort());
  });

  const cases: readonly (readonly [string, string, CorpusCase])[] = [
    ...Object.entries(CASES).map(([id, entry]) => [id, id, entry] as const),
    ...Object.entries(ALTERNATIVES).map(([name, entry]) => [name, entry.of, entry] as const),
  ];

  it.each(cases)('%s: offsets, co-location and findings are the declared ones', (name, id, entry) => {
    const { report, unreadable, topology } = outcomeOf(id, entry);
    const [analysed] = report.deployments;
    const nodes = Object.fromEntries((analysed?.nodes ?? []).map((node) => [node.id, node.offset]));
    const grave = report.findings.filter(({ severity }) => severity !== 'info').map(({ rule }) => rule);
    const links = analysed?.links.length ?? 0;
    const right = Object.entries(entry.nodes).filter(([node, offset]) => nodes[node] === offset).length;
    rows.push(
      [
        name.padEnd(50),
        String(Object.keys(nodes).length).padStart(5),
        `${right}/${Object.keys(entry.nodes).length}`.padStart(8),
        String(links).padStart(6),
        grave.join(', '),
      ].join('  '),
    );
    expect(unreadable).toEqual([]);
    expect(nodes).toEqual(entry.nodes);
    expect(togetherIn(topology)).toBe(entry.together);
    expect(grave).toEqual(entry.findings?.rules ?? []);
  });

  it.each(cases)('%s: the text is the same on every run', (_, id, entry) => {
    expect(outcomeOf(id, entry).text).toBe(outcomeOf(id, entry).text);
  });

  afterAll(() => {
    const head = ['deployment'.padEnd(50), 'nodes', ' offsets', ' links', 'errors and warnings'].join('  ');
    process.stdout.write(`\n${[head, ...rows.sort()].join('\n')}\n`);
  });
});

function togetherIn({
  hosts,
  nodes,
}: {
  hosts: Record<string, { on?: string } | null>;
  nodes: Record<string, { host: string }>;
}): CorpusCase['together'] {
  const used = Object.values(nodes).map(({ host }) => host);
  const machines = used.map((host) => hosts[host]?.on);
  const distinct = new Set(used).size === used.length;
  if (new Set(machines).size > 1) return 'mixed';
  if (machines[0] !== undefined) return distinct ? 'containers' : 'mixed';
  return new Set(used).size === 1 ? 'one' : distinct ? 'each' : 'mixed';
}
