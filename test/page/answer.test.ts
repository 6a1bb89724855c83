import { beforeAll, describe, expect, it, vi } from 'vitest';
import { type Answer, answerOf, corrected } from '../../src/page/answer.js';
import { downloadsOf } from '../../src/page/downloads.js';
import { EXAMPLE } from '../../src/page/example.js';
import { shapesOf } from '../report/picture/drawn.js';

// As the bundle has it: the readers of files read the tree in memory.
vi.mock('node:fs', () => import('../../src/page/browser/fs.js'));
vi.mock('../../src/files/packaged.js', async () => {
  const { readFileSync } = await vi.importActual<typeof import('node:fs')>('node:fs');
  const folder = new URL('../../src/generated/catalogue/', import.meta.url);
  return { readPackaged: (name: string) => JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) };
});

const TOML =
  '[server]\nhostname = "gw.internal"\noffset = 1\n\n[[apim.throttling.url_group]]\ntraffic_manager_urls = ["tcp://cp:9612"]\n';
const FOLDER = new Map([
  [
    'compose.yaml',
    'services:\n  cp:\n    image: wso2/wso2am:4.2.0\n  gw:\n    image: wso2/wso2am:4.2.0\n    volumes: ["./gw:/home/wso2carbon/wso2-config-volume"]\n',
  ],
  ['gw/repository/conf/deployment.toml', TOML],
  ['README.md', '# about'],
]);

const plan = (text: string) => new Map([['topology.yaml', text]]);

describe('the answer to a topology', () => {
  let answer: Answer;
  beforeAll(async () => {
    answer = await answerOf(plan(EXAMPLE));
  });

  it('has findings at their lines, the gravest first, in the order of the page', () => {
    expect(answer.findings.map(({ rule, file, range }) => `${rule} ${file}:${range.start.line}`)).toEqual([
      'link-mismatch topology.yaml:13',
      'port-collision topology.yaml:20',
      'manual-edit topology.yaml:19',
    ]);
    const cards = [...answer.body.matchAll(/<article class="finding \w+">\n<h3>(.*)<\/h3>/g)].map(([, title]) => title);
    expect(cards).toEqual(answer.findings.map(({ message }) => message));
    expect(answer.summary[0]).toBe('2 errors, 1 info in 1 file (3 nodes on 2 hosts, 25 listeners, 42 links)');
    expect(answer.summary.join()).not.toContain('wso2-topology fix');
  });

  it('has the pictures', () => {
    expect(answer.body).toContain('Picture of the ports');
    expect(answer.body).toContain('gateway to control-plane, wrong: ');
  });

  it('applies one fix and leaves the rest of the text', async () => {
    const [link, collision] = answer.findings;
    expect(link?.fixes.map(answer.isWritable)).toEqual([true]);
    const after = link?.fixes[0] && answer.applied(link.fixes[0]);
    expect(after?.get('topology.yaml')).toBe(EXAMPLE.replace('9611', '9612'));
    const moved = collision?.fixes[0] && answer.applied(collision.fixes[0]);
    expect(moved?.get('topology.yaml')).toBe(`${EXAMPLE}    offset: 1\n`);
  });

  it('corrects all that can be corrected, so that no error is left', async () => {
    expect(answer.isCorrectable).toBe(true);
    const { files, summary } = await corrected(plan(EXAMPLE));
    expect(summary).toBe('2 values changed');
    const after = await answerOf(files);
    expect(after.findings.map(({ severity }) => severity)).not.toContain('error');
    expect(after.isCorrectable).toBe(false);
  });

  it('says how many findings no correction clears', async () => {
    const text = EXAMPLE.replace('9611', '9611')
      .replace('    version: 7.0.0\n', '    version: 7.0.0\n    offset: 0\n    pinned: true\n')
      .replace('    profile: gateway-worker\n', '    profile: gateway-worker\n    pinned: true\n');
    expect((await corrected(plan(text))).summary).toBe('1 value changed, 1 finding left to you');
  });

  it('makes every file that it offers', () => {
    const made = answer.checked ? downloadsOf(answer.checked) : [];
    const texts = new Map(made.map(({ name, text }) => [name, text()]));
    expect([...texts.keys()]).toEqual([
      'report.html',
      'ports.csv',
      'ports.svg',
      'connections.csv',
      'connections.svg',
      'settings.txt',
    ]);
    expect(texts.get('report.html')).toContain('gateway to control-plane, wrong: ');
    expect(texts.get('ports.csv')).toContain('app1,9443,tcp,*,gateway,servlet-https');
    expect(texts.get('connections.csv')).toContain('topology.yaml:13');
    expect(texts.get('settings.txt')).toContain('tcp://app2:9612');
    for (const name of ['ports.svg', 'connections.svg'])
      expect(shapesOf(texts.get(name) ?? '').children[0]?.name).toBe('svg');
  });
});

describe('the answer to a folder', () => {
  it('finds the nodes, marks the value in its file, and corrects the files', async () => {
    const answer = await answerOf(FOLDER);
    const mismatch = answer.findings.find(({ rule }) => rule === 'link-mismatch');
    expect(mismatch?.file).toBe('gw/repository/conf/deployment.toml');
    expect(mismatch?.fixes.some(answer.isWritable)).toBe(true);
    const { files } = await corrected(FOLDER);
    expect(files.get('gw/repository/conf/deployment.toml')).toBe(TOML.replace('9612', '9611'));
    expect(files.get('README.md')).toBe('# about');
  });

  it('offers a topology of what it found', async () => {
    const { checked } = await answerOf(FOLDER);
    const made = checked ? downloadsOf(checked) : [];
    expect(made.find(({ name }) => name === 'topology.yaml')?.text()).toMatch(/^nodes:$/m);
  });

  it('says what it does not read', async () => {
    const vault = new Map([...FOLDER, ['gw/repository/conf/deployment.toml.j2', '{{ x }}']]);
    expect((await answerOf(vault)).said.join('\n')).toContain('not read: ');
  });

  it('says that there is nothing to check', async () => {
    const answer = await answerOf(new Map([['README.md', '# about']]));
    expect(answer.summary.join()).toContain('neither a topology nor a WSO2 product found in .');
    expect(answer.checked).toBeUndefined();
    expect(answer.isWritable({ title: '', edits: [], configuration: [] })).toBe(false);
    expect(answer.applied({ title: '', edits: [], configuration: [] })).toBeUndefined();
  });

  it('has a finding at the line of a text that is no YAML', async () => {
    const answer = await answerOf(plan('version: 1\nhosts: {}\nnodes:\n  a: [\n'));
    expect(answer.findings.map(({ rule }) => rule)).toEqual(['yaml-syntax']);
  });
});
