import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { randomPlan, textOf } from './deployments.mjs';
import { listenersOf } from './expansion.mjs';
import { mutated } from './mutate.mjs';
import { inWorkshop, misbehaviour, SECRET } from './program.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const FORMATS = ['text', 'compact', 'sarif', 'junit', 'github', 'gitlab', 'markdown', 'html'];

const TOPOLOGIES = ['topologies', 'test/fixtures'].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => readFileSync(join(root, folder, name), 'utf8')),
);

const TREES = readdirSync(join(root, 'test/fixtures/configuration'), { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => filesBelow(join(root, 'test/fixtures/configuration', name)));

function filesBelow(folder) {
  return Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== 'expected.yaml')
      .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
      .sort()
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, 'utf8')]),
  );
}

const filesOf = (texts) => Object.fromEntries(texts.map((text, index) => [`p${index}.yaml`, text]));
const times = (count, make) => Array.from({ length: count }, (_, index) => make(index));

/** Kinds of cases: `make` draws one, which is plain data, and `fails` says what is wrong about it, if anything. */
export const KINDS = [
  {
    name: 'topology',
    make: (random) => ({
      files: filesOf(times(12, () => mutated(random.pick(TOPOLOGIES), random))),
      other: random.pick([
        ...FORMATS.map((format) => ['check', '--format', format]),
        ...['ports', 'flows', 'config', 'plan'].map((command) => [command]),
        ['fix', '--check'],
      ]),
    }),
    fails: ({ files, other: [command, ...options] }) =>
      inWorkshop(files, (workshop) => {
        const names = Object.keys(files);
        const checked = workshop.run(['check', ...names, '--format', 'json']);
        return (
          misbehaviour(checked) ??
          reportFault(checked.stdout, files) ??
          misbehaviour(workshop.run([command, ...names, ...options]))
        );
      }),
  },
  {
    name: 'configuration',
    make: (random) => {
      const tree = { ...random.pick(TREES) };
      for (const [name, text] of Object.entries(tree)) tree[name] = withSecrets(text);
      for (const name of random.shuffled(Object.keys(tree)).slice(0, random.between(1, 2)))
        tree[name] = mutated(tree[name], random);
      return { files: tree, format: random.pick(FORMATS) };
    },
    fails: ({ files, format }) =>
      inWorkshop(files, (workshop) => {
        const imported = workshop.run(['import', '.']);
        return (
          misbehaviour(workshop.run(['check', '.', '--format', format])) ??
          misbehaviour(imported) ??
          importFault(imported.stdout, workshop)
        );
      }),
  },
  {
    name: 'fix',
    make: (random) => {
      if (random.chance(0.3)) return { files: random.pick(TREES) };
      const name = (letter, number) => `${letter}${number}`;
      return { files: filesOf(times(6, () => textOf([{ plan: randomPlan(random), name }]))) };
    },
    fails: ({ files }) => inWorkshop(files, (workshop) => fixFault(workshop, files)),
  },
  {
    name: 'relations',
    make: (random) => {
      const plan = randomPlan(random);
      return { plan, order: random.below(1e9) };
    },
    fails: (drawn) => relationFault(drawn),
  },
  {
    name: 'expansion',
    make: (random) => ({ plans: times(20, () => randomPlan(random)) }),
    fails: ({ plans }) => expansionFault(plans),
  },
];

/** Fills the values of keys that sound like secrets, and addresses with users. */
function withSecrets(text) {
  return text
    .replace(/^(\s*[\w.]*(?:password|secret|token)[\w.]*\s*[=:]\s*)("?)[^"\n{[]*("?)$/gim, `$1$2${SECRET}$3`)
    .replace(/(<(?:\w*Password|\w*Secret)>)[^<]*/gi, `$1${SECRET}`)
    .replace(/(["'\s>])(https?|tcp|ssl|ldap):\/\/(?=[\w.-]+:\d)/g, `$1$2://admin:${SECRET}@`);
}

function parsed(stdout) {
  try {
    return JSON.parse(stdout);
  } catch {
    return undefined;
  }
}

function reportFault(stdout, files) {
  const report = parsed(stdout);
  if (!report) return 'a report that is no JSON';
  const seen = new Set();
  for (const { rule, fingerprint, file, range } of report.findings) {
    const key = `${file} ${rule} ${fingerprint}`;
    if (seen.has(key)) return `two findings of ${rule} with one fingerprint`;
    seen.add(key);
    if (range && !isInside(range, files[file])) return `a position of ${rule} outside of the text`;
  }
  return undefined;
}

/** Columns count UTF-16 units from 1; an end may be behind the last one. */
function isInside({ start, end }, text) {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/);
  const isWithin = ({ line, column }) =>
    line >= 1 && column >= 1 && column <= Math.max(1, lines[line - 1]?.length ?? Number.NaN) + 1;
  const isOrdered = start.line < end.line || (start.line === end.line && start.column <= end.column);
  return isWithin(start) && isWithin(end) && isOrdered;
}

/** A topology that was written must be one that is read. */
function importFault(topology, workshop) {
  if (topology.trim() === '') return undefined;
  const checked = workshop.run(['check', '-', '--format', 'json'], topology);
  const broken = parsed(checked.stdout)?.findings.find(
    ({ rule, file }) => file === 'stdin' && (rule === 'schema' || rule === 'yaml-syntax'),
  );
  return misbehaviour(checked) ?? (broken ? `import writes what check rejects: ${broken.rule}` : undefined);
}

const isError = ({ severity }) => severity === 'error';
const identity = ({ file, rule, fingerprint }) => `${file} ${rule} ${fingerprint}`;

function fixFault(workshop, files) {
  const names = Object.keys(files).every((name) => /^p\d+\.yaml$/.test(name)) ? Object.keys(files) : ['.'];
  const findings = () => parsed(workshop.run(['check', ...names, '--format', 'json']).stdout)?.findings ?? [];
  const before = findings();
  const fixed = workshop.run(['fix', ...names, '--write']);
  const wrong = misbehaviour(fixed);
  if (wrong) return wrong;
  const after = findings();
  if (after.filter(isError).length > before.filter(isError).length) return 'fix brings more errors';
  const texts = Object.keys(files).map((name) => workshop.read(name));
  const again = workshop.run(['fix', ...names, '--write']);
  if (misbehaviour(again)) return misbehaviour(again);
  const changed = Object.keys(files).some((name, index) => workshop.read(name) !== texts[index]);
  if (changed) return 'fix changes what it has corrected';
  const promised = before.filter(({ correctable }) => correctable === true).map(identity);
  const left = new Set(after.map(identity));
  return promised.some((each) => left.has(each)) ? 'fix leaves what check calls correctable' : undefined;
}

const plain = (letter, number) => `${letter}${number}`;
const renamed = (letter, number) => `zz-${letter}${number}`;

function relationFault({ plan, order }) {
  const one = [{ plan, name: plain }];
  const reversed = (list) =>
    order % 2 === 0 ? [...list].reverse() : list.toSorted((a, b) => (a + order < b ? 1 : -1));
  const files = {
    'a.yaml': textOf(one, { group: 'main' }),
    'reordered.yaml': textOf(one, { group: 'main', order: reversed }),
    'renamed.yaml': textOf([{ plan, name: renamed }], { group: 'main' }),
    'host.yaml': textOf([{ plan: { ...plan, hosts: [...plan.hosts, 99] }, name: plain }], { group: 'main' }),
    'group.yaml': textOf([
      { plan, name: plain, site: 'main' },
      { plan, name: renamed, site: 'other' },
    ]),
  };
  return inWorkshop(files, (workshop) => {
    const checked = workshop.run(['check', ...Object.keys(files), '--format', 'json']);
    const report = parsed(checked.stdout);
    if (misbehaviour(checked) || !report) return misbehaviour(checked) ?? 'a report that is no JSON';
    const of = (file, keyOf) =>
      report.findings
        .filter((finding) => finding.file === file)
        .map(keyOf)
        .sort()
        .join('\n');
    const exact = ({ rule, severity, fingerprint }) => `${rule} ${severity} ${fingerprint}`;
    const kind = ({ rule, severity }) => `${rule} ${severity}`;
    if (of('a.yaml', exact) !== of('reordered.yaml', exact)) return 'another order changes findings';
    if (of('a.yaml', kind) !== of('renamed.yaml', kind)) return 'other names change findings';
    if (of('a.yaml', exact) !== of('host.yaml', exact)) return 'an unrelated host changes findings';
    const [alone, beside] = [of('a.yaml', kind), of('group.yaml', kind)].map(countsOf);
    // A second group has the findings of the first once more, or both share one.
    const isSame = [...alone].every(([key, count]) => [count, 2 * count].includes(beside.get(key)));
    return isSame && alone.size === beside.size ? undefined : 'an unrelated group changes findings';
  });
}

function countsOf(lines) {
  const counts = new Map();
  for (const line of lines.split('\n')) counts.set(line, (counts.get(line) ?? 0) + 1);
  return counts;
}

function expansionFault(plans) {
  const files = filesOf(
    plans.map((plan) => textOf([{ plan: { ...plan, nodes: plan.nodes.map(withoutLinks) }, name: plain }])),
  );
  return inWorkshop(files, (workshop) => {
    const checked = workshop.run(['check', ...Object.keys(files), '--format', 'json']);
    const report = parsed(checked.stdout);
    if (misbehaviour(checked) || !report) return misbehaviour(checked) ?? 'a report that is no JSON';
    for (const [number, { nodes }] of plans.entries()) {
      const listeners = report.deployments.find(({ file }) => file === `p${number}.yaml`)?.listeners ?? [];
      for (const [index, node] of nodes.entries()) {
        const told = listeners
          .filter((listener) => listener.node === plain('n', index))
          .map(({ listener, port }) => `${listener} ${port}`)
          .sort();
        const own = listenersOf(node);
        if (told.join() !== own.join()) return `other listeners of ${node.product} ${node.version}: ${told} / ${own}`;
      }
    }
    return undefined;
  });
}

function withoutLinks(node) {
  return { ...node, links: {} };
}
