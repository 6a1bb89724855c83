import { describe, expect, it } from 'vitest';
import { agreesWithFile, asOffered, isFileEdit, withEdits } from '../../src/fix/file-edits.js';
import type { ConfiguredValue } from '../../src/model/configured.js';
import type { Deployment } from '../../src/model/deployment.js';
import type { Configuration, Edit } from '../../src/model/finding.js';
import { deploymentOf, FILE, node, topology } from '../topology-builder.js';

const range = (line: number) => ({ start: { line, column: 1 }, end: { line, column: 5 } });

const value = (text: string | number, line?: number, file = 'a.toml'): ConfiguredValue => ({
  value: text,
  setting: 'its setting',
  place: { file, path: [], ...(line === undefined ? {} : { range: range(line) }) },
});

/** Servers of which `a` and `b` have files; `c` has none. */
function deployment(): Deployment {
  const values: Readonly<Record<string, Readonly<Record<string, ConfiguredValue>>>> = {
    a: {
      offset: value(1, 3),
      'ports/servlet-https': value(9500),
      'links/x/url': value('tcp://h:1', 7),
      'links/y/url': value('tcp://h:1', 7),
      'links/z/url': value('tcp://h:9', 9, 'common.toml'),
    },
    b: { 'links/z/url': value('tcp://h:9', 9, 'common.toml') },
  };
  const expanded = deploymentOf(
    topology({ a: node('wso2is', '5.11.0'), b: node('wso2is', '5.11.0'), c: node('wso2is', '5.11.0') }),
  );
  const nodes = expanded.nodes.map((each) => {
    const own = values[each.id];
    return own ? { ...each, configured: new Map(Object.entries(own)) } : each;
  });
  return { ...expanded, nodes };
}

const edit = (path: string, from: unknown, to: unknown): Edit => ({
  ...{ file: FILE, path: path.split('.'), to },
  ...(from === undefined ? {} : { from }),
});

describe('an edit belongs into the files of its node', () => {
  it.each([
    ['nodes.a.offset', 2, 3, true],
    ['nodes.a.offset', undefined, 3, true],
    ['nodes.a.offset', 2, 1, false],
    ['nodes.a.ports.servlet-https', 9500, 9501, true],
    ['nodes.a.ports.servlet-https.port', 9500, 9501, true],
    ['nodes.a.ports.servlet-https.port', 9501, 9500, false],
    ['nodes.a.ports.servlet-http', undefined, 9501, true],
    ['nodes.a.ports.servlet-http', 1, 9501, false],
    ['nodes.a.links.n.url', undefined, 'u', true],
    ['nodes.a.links.n.port', undefined, 5, true],
    ['nodes.a.links.n.0.url', undefined, 'u', true],
    ['nodes.a.links.n.url', 'v', 'u', false],
    ['nodes.a.links.n.to', undefined, 'c', false],
    ['nodes.a.links.n.urls', undefined, 'c', false],
    ['nodes.a.links.n', undefined, 'c', false],
    ['nodes.a.bind', undefined, 'c', false],
    ['nodes.a.offsets', undefined, 'c', false],
    ['nodes.b.offset', undefined, 1, true],
    ['nodes.c.offset', undefined, 1, false],
    ['nodes.none.offset', undefined, 1, false],
    ['hosts.a.offset', undefined, 1, false],
  ])('%s from %s to %s: %s', (path, from, to, expected) => {
    expect(isFileEdit(edit(path, from, to), deployment())).toBe(expected);
  });

  it.each([
    ['nodes.a.offset', 1, true],
    ['nodes.a.offset', 2, false],
    ['nodes.a.bind', 1, false],
    ['nodes.c.offset', 1, false],
    ['hosts.a.offset', 1, false],
  ])('or agrees with them: %s = %s', (path, to, expected) => {
    expect(agreesWithFile(edit(path, 7, to), deployment())).toBe(expected);
  });
});

describe('a fix that changes files', () => {
  const listed = (id: string, to: string | number): Configuration => ({
    ...{ node: id, file: `listed of ${id}`, setting: 'as listed', to },
  });
  const offered = (edits: readonly Edit[], configuration: readonly Configuration[] = []) => {
    const fix = asOffered({ edits, configuration }, deployment());
    return {
      edits: fix.edits.length,
      configuration: fix.configuration.map(
        ({ node: id, file, setting, from, range: at, to }) =>
          `${id} ${file}:${at?.start.line ?? ''} ${setting} ${from ?? ''} -> ${to}`,
      ),
    };
  };

  it('is what it was where it changes none', () => {
    expect(offered([edit('nodes.c.offset', undefined, 1)], [listed('c', 1)])).toEqual({
      edits: 1,
      configuration: ['c listed of c: as listed  -> 1'],
    });
  });

  it('has the place of each value, and the setting as it is listed', () => {
    expect(offered([edit('nodes.a.offset', 1, 3)], [listed('a', 3)])).toEqual({
      edits: 0,
      configuration: ['a a.toml:3 as listed 1 -> 3'],
    });
  });

  it('has the setting as the file calls it, and no place where none is known', () => {
    expect(offered([edit('nodes.a.ports.servlet-https', 9500, 9501)])).toEqual({
      edits: 0,
      configuration: ['a a.toml: its setting  -> 9501'],
    });
  });

  it('has the path of a value that is nowhere, in the file that is listed', () => {
    const added = edit('nodes.a.ports.servlet-http', undefined, 9764);
    expect(offered([added]).configuration).toEqual(['a : ports.servlet-http  -> 9764']);
    expect(offered([added], [listed('a', 9764)]).configuration).toEqual(['a listed of a: as listed  -> 9764']);
  });

  it('keeps what else is listed: of another node, and of another value', () => {
    const others = [listed('b', 3), listed('a', 4)];
    expect(offered([edit('nodes.a.offset', 1, 3)], others).configuration).toEqual([
      'a a.toml:3 its setting 1 -> 3',
      'b listed of b: as listed  -> 3',
      'a listed of a: as listed  -> 4',
    ]);
  });

  it('has a value once that several links have from one place, and says so of no value that others read', () => {
    const both = [
      edit('nodes.a.links.x.url', 'tcp://h:1', 'tcp://h:2'),
      edit('nodes.a.links.y.url', 'tcp://h:1', 'tcp://h:2'),
    ];
    expect(offered(both).configuration).toEqual(['a a.toml:7 its setting tcp://h:1 -> tcp://h:2']);
    const [one] = both;
    expect(offered(one ? [one] : []).configuration).toEqual(['a a.toml: its setting  -> tcp://h:2']);
    const shared = (id: string) => edit(`nodes.${id}.links.z.url`, 'tcp://h:9', 'tcp://h:8');
    expect(offered([shared('a')]).configuration).toEqual(['a common.toml: its setting  -> tcp://h:8']);
    expect(offered([shared('a'), shared('b')]).configuration).toEqual([
      'a common.toml:9 its setting tcp://h:9 -> tcp://h:8',
      'b common.toml:9 its setting tcp://h:9 -> tcp://h:8',
    ]);
  });
});

describe('edits of documents', () => {
  const document = topology(
    { a: node('wso2is', '5.11.0', { offset: 2 }), b: node('wso2is', '5.11.0'), c: node('wso2is', '5.11.0') },
    { defaults: { ports: { 'servlet-https': 9400 } } },
  );
  const edited = (...edits: readonly Edit[]) => {
    const named = { file: FILE, document, changes: new Map([['a', new Map([['offset', 9]])]]) };
    const untouched = { file: 'other.yaml', document };
    const [changed, same] = withEdits({ documents: [named, untouched], deployment: deployment() }, edits);
    return {
      isSame: [changed === named, same === untouched],
      nodes: changed?.document.nodes,
      changes: [...(changed?.changes ?? [])].map(([id, values]) => [id, Object.fromEntries(values)]),
    };
  };

  it('are none where nothing is edited', () => {
    expect(edited().isSame).toEqual([true, true]);
  });

  it('are made in memory where the value is in a file, and in the topology where it is there too', () => {
    expect(edited(edit('nodes.a.offset', 2, 3))).toEqual({
      isSame: [false, true],
      nodes: { ...document.nodes, a: { ...document.nodes.a, offset: 3 } },
      changes: [['a', { offset: 3 }]],
    });
  });

  it('are made in both where the topology has the value from its defaults', () => {
    const { nodes, changes } = edited(edit('nodes.a.ports.servlet-https', 9500, 9501));
    expect(nodes?.a?.ports).toEqual({ 'servlet-https': 9501 });
    expect(changes).toEqual([['a', { offset: 9, 'ports/servlet-https': 9501 }]]);
  });

  it('are made in memory alone where the topology has nothing of the value', () => {
    const { nodes, changes } = edited(edit('nodes.b.links.z.url', 'tcp://h:9', 'tcp://h:8'));
    expect(nodes).toEqual(document.nodes);
    expect(changes).toEqual([
      ['a', { offset: 9 }],
      ['b', { 'links/z/url': 'tcp://h:8' }],
    ]);
  });

  it('are made in the topology alone where no file has the value, or the same one', () => {
    const { nodes, changes } = edited(edit('nodes.c.offset', undefined, 4), edit('nodes.a.offset', 2, 1));
    expect([nodes?.c?.offset, nodes?.a?.offset, changes]).toEqual([4, 1, [['a', { offset: 9 }]]]);
  });
});
