import { describe, expect, it } from 'vitest';
import { catalogueOf } from '../../../src/catalogue/catalogue.js';
import type { ListenerEntry, ProductFile } from '../../../src/model/product.js';
import { historyView } from '../../../src/report/catalog/history.js';
import { productsView } from '../../../src/report/catalog/products.js';
import { type CatalogFormat, catalogReporterOf } from '../../../src/report/catalog/registry.js';
import { releaseView } from '../../../src/report/catalog/release.js';
import { usageView } from '../../../src/report/catalog/usage.js';
import type { CatalogView } from '../../../src/report/catalog/view.js';

const listener = (changes: Partial<ListenerEntry>): ListenerEntry => ({
  id: 'https',
  basePort: 9443,
  protocol: 'tcp',
  transport: 'https',
  purpose: 'console',
  shift: 'follows',
  explicitTakesOffset: true,
  enabled: true,
  profiles: ['all'],
  bind: 'any',
  sources: ['a page'],
  ...changes,
});

const product = (changes: Partial<ProductFile>): ProductFile => ({
  id: 'p',
  name: 'P',
  releases: ['1.0', '1.1', '1.2', '1.3'],
  configModel: 'toml',
  defaultOffset: 1,
  offsetSettings: {},
  profiles: ['default', 'worker'],
  roles: {},
  randomPorts: [],
  listeners: [],
  links: [],
  selfReferences: [],
  ...changes,
});

const catalogue = (file: ProductFile) => catalogueOf({ index: [], read: () => undefined }).with([file]);

function data(entry: Partial<ListenerEntry>, choice: Parameters<typeof releaseView>[2] = {}): CatalogView {
  const file = product({ listeners: [listener(entry)] });
  const release = catalogue(file).release('p', '1.0');
  if (!release) throw new Error('the release is listed');
  return releaseView(file, release, choice, 0);
}

async function shown(view: CatalogView, format: CatalogFormat = 'table'): Promise<string> {
  const reporter = await catalogReporterOf(format);
  return reporter(view, { color: false, width: 0 });
}

describe('releaseView', () => {
  it.each([
    ['1.0', false],
    ['1.3', true],
  ])('says whether a release is carried over: %s', async (version, carriedOver) => {
    const file = product({ carriedOver: ['1.3'] });
    const [release] = [catalogue(file).release('p', version)].filter((found) => found !== undefined);
    const views = [release].flatMap((found) => (found ? [releaseView(file, found, {}, 0)] : []));
    expect(views.map(({ data }) => data)).toMatchObject([{ version, carriedOver }]);
    expect((await Promise.all(views.map((view) => shown(view)))).join('').includes('carried over')).toBe(carriedOver);
  });
});

describe('historyView', () => {
  const changesOf = (entries: readonly ListenerEntry[], changes: Partial<ProductFile> = {}) => {
    const file = product({ listeners: entries, releases: ['1.0', '1.1'], ...changes });
    const { releases } = historyView(file, catalogue(file)).data as { releases: readonly { changes: unknown }[] };
    return releases[1]?.changes;
  };

  it.each([
    ['basePort', { basePort: { versions: { '1.0': 1, '1.1': 2 } } }, 1, 2],
    ['shift', { shift: { versions: { '1.0': 'manual', '1.1': 'follows' } } }, 'manual', 'follows'],
    ['enabled', { enabled: { versions: { '1.0': 'unknown', '1.1': true } } }, 'unknown', true],
    ['bind', { bind: { versions: { '1.0': 'any', '1.1': 'loopback' } } }, 'any', 'loopback'],
  ] as const)('tells a change of %s', (change, entry, from, to) => {
    expect(changesOf([listener(entry as Partial<ListenerEntry>)])).toEqual([{ listener: 'https', change, from, to }]);
  });

  it('tells what appeared and what vanished', () => {
    expect(changesOf([listener({ id: 'old', versions: '1.0' }), listener({ id: 'new', versions: '1.1' })])).toEqual([
      { listener: 'new', change: 'appeared', basePort: 9443, protocol: 'tcp' },
      { listener: 'old', change: 'vanished', basePort: 9443, protocol: 'tcp' },
    ]);
  });

  it('says which releases are carried over', async () => {
    const file = product({ releases: ['1.0', '1.1', '1.2'], carriedOver: ['1.2'] });
    const view = historyView(file, catalogue(file));
    expect(view.data).toMatchObject({
      releases: [{ carriedOver: false }, { carriedOver: false }, { version: '1.2', carriedOver: true }],
    });
    expect((await shown(view)).split('\n').filter((line) => line.includes('carried over'))).toHaveLength(1);
  });

  it('tells another shipped offset', () => {
    expect(changesOf([], { defaultOffset: { versions: { '1.0': 0, '1.1': 10 } } })).toEqual([
      { change: 'defaultOffset', from: 0, to: 10 },
    ]);
  });

  it('does not take a new note for a change', () => {
    expect(changesOf([listener({ notes: { versions: { '1.0': 'a', '1.1': 'b' } } })])).toEqual([]);
  });
});

describe('usageView', () => {
  const usesOf = (entry: Partial<ListenerEntry>, from: number, to = from) => {
    const file = product({ listeners: [listener(entry)] });
    return usageView(catalogue(file), { from, to }, ['p'], 0).data;
  };

  it('joins releases in which the listener is the same, and leaves gaps', () => {
    expect(usesOf({ versions: ['1.0', '1.2 - 1.3'] }, 9443)).toMatchObject([{ releases: ['1.0', '1.2 - 1.3'] }]);
  });

  it('tells releases apart in which it differs', () => {
    const uses = usesOf({ shift: { versions: { '1.0 - 1.1': 'fixed', '1.2 - 1.3': 'follows' } } }, 9443);
    expect(uses).toMatchObject([
      { releases: ['1.0 - 1.1'], port: 9443 },
      { releases: ['1.2 - 1.3'], port: 9444 },
    ]);
  });

  it.each([
    [9443, 1],
    [9444, 1],
    [9445, 0],
  ])('finds base 9443 at the shipped offset 1 under %i: %i', (port, count) => {
    expect(usesOf({}, port)).toHaveLength(count);
  });

  it('finds nothing where an artifact chooses the port', () => {
    expect(usesOf({ basePort: null }, 1, 65535)).toEqual([]);
  });
});

describe('releaseView', () => {
  it.each([
    [undefined, 9444],
    [0, 9443],
    [7, 9450],
  ])('shows at offset %s port %i', (offset, port) => {
    expect(data({}, offset === undefined ? {} : { offset }).data).toMatchObject({ listeners: [{ port }] });
  });

  it('marks a port that an offset carries out of range', () => {
    const [section] = data({}, { offset: 60000 }).page.sections;
    expect(section?.grid?.rows[0]?.alarm).toBe(true);
  });

  it('leaves out what another profile opens', () => {
    expect(data({ profiles: ['default'] }, { profile: 'worker' }).data).toMatchObject({ listeners: [] });
  });

  it.each([
    [true, '+ offset'],
    [false, 'as written'],
    ['unknown', 'unknown'],
  ] as const)(
    'says what becomes of a value by hand where the offset is added: %s',
    async (explicitTakesOffset, words) => {
      expect(await shown(data({ explicitTakesOffset }))).toMatch(
        new RegExp(`follows +${words.replace('+', '\\+')} +on`),
      );
    },
  );

  it.each([
    [true, 'on'],
    [false, 'off'],
    ['unknown', 'unknown'],
  ] as const)('shows a default of %s as %s', async (enabled, word) => {
    expect(await shown(data({ enabled }))).toMatch(new RegExp(`\\+ offset +${word} +any`));
  });

  it('shows notes with the sources they come from', async () => {
    expect(await shown(data({ notes: 'page and file differ', sources: ['a page', 'a file'] }))).toContain(
      '  note: page and file differ\n  source: a page\n  source: a file\n',
    );
  });

  it('moves the purpose into the notes where there is little room', () => {
    const file = product({ listeners: [listener({})] });
    const release = catalogue(file).release('p', '1.0');
    const page = release && releaseView(file, release, {}, 80).page;
    expect(page?.sections[0]?.grid?.columns.map(({ title }) => title)).not.toContain('purpose');
    expect(page?.sections.flatMap(({ notes = [] }) => notes)[0]?.lines).toContain('purpose: console');
  });

  it('shows links, self-references and random ports', async () => {
    const file = product({
      roles: { client: ['all'] },
      randomPorts: [{ protocol: 'udp', cause: 'a syslog appender', sources: ['a file'] }],
      links: [
        {
          id: 'call',
          from: 'client',
          to: 'server',
          listener: ['https', 'http'],
          defaultPort: 9443,
          takesOwnOffset: false,
          enabled: true,
          kind: 'endpoint',
          sources: ['x'],
        },
      ],
      selfReferences: [
        {
          id: 'callback',
          settings: { xml: { file: 'a.xml', path: 'uri' } },
          default: 'https://localhost:9443',
          listeners: ['https'],
          movesWithOffset: false,
          edit: 'always',
          sources: ['y'],
        },
      ],
    });
    const release = catalogue(file).release('p', '1.0');
    if (!release) throw new Error('the release is listed');
    const text = await shown(releaseView(file, release, {}, 0));
    expect(text).toMatch(/^call +client +server +https, http +9443 +not added +on$/m);
    expect(text).toMatch(/^callback +a\.xml +https:\/\/localhost:9443 +no +always$/m);
    expect(text).toContain('a udp port, drawn at every start\n  a syslog appender\n  source: a file\n');
  });
});

describe('formats of catalog', () => {
  const awkward = () => productsView(catalogue(product({ id: 'p', name: '=a|b`<c>\u001b[2J\n', releases: ['1.0'] })));

  it.each([
    ['table', '=a|b`<c>\\x1b[2J\\x0a'],
    ['csv', "p,'=a|b`<c>\\x1b[2J\\x0a,1.0"],
    ['markdown', '| p | \\=a\\|b\\`&lt;c&gt;\\\\x1b\\[2J\\\\x0a | 1.0 |'],
    ['json', '"name": "=a|b`<c>\\u001b[2J\\n"'],
  ] as const)('%s is not broken by awkward names', async (format, text) => {
    expect(await shown(awkward(), format)).toContain(text);
  });
});

describe('a value that the sources do not give', () => {
  const file = product({
    roles: { client: ['default'], server: ['default'] },
    listeners: [listener({})],
    links: [
      {
        ...{ id: 'out', from: 'client', to: 'server', listener: 'https', kind: 'endpoint', sources: ['a page'] },
        ...{ defaultPort: null, takesOwnOffset: 'unknown', enabled: true },
      },
    ],
    selfReferences: [
      {
        ...{ id: 'self', listeners: ['https'], profiles: ['all'], edit: 'always', sources: ['a page'] },
        ...{ movesWithOffset: 'unknown' },
      },
    ],
  } as unknown as Partial<ProductFile>);

  it('is shown as unknown, of links and of self-references', async () => {
    const release = catalogue(file).release('p', '1.0');
    const texts = await Promise.all((release ? [release] : []).map((found) => shown(releaseView(file, found, {}, 0))));
    expect(texts.join('').match(/\bunknown\b/g)?.length).toBeGreaterThanOrEqual(2);
  });
});

it('the purpose of a port is left out where there is little room, and kept in the whole table', async () => {
  const file = product({ listeners: [listener({ purpose: 'a long purpose' })] });
  const view = usageView(catalogue(file), { from: 9443, to: 9443 }, ['p'], 60);
  expect(await shown(view)).not.toContain('a long purpose');
  expect(await shown(view, 'csv')).toContain('a long purpose');
});

it('a base port that an artifact chooses from some release on is a change', () => {
  const entry = listener({ basePort: { versions: { '1.0': 9443, '1.1': null } } } as unknown as Partial<ListenerEntry>);
  const file = product({ listeners: [entry], releases: ['1.0', '1.1'] });
  const { data } = historyView(file, catalogue(file));
  expect(data).toMatchObject({ releases: [{}, { changes: [{ change: 'basePort', from: 9443, to: null }] }] });
});
