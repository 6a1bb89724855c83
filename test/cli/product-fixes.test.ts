import { describe, expect, it } from 'vitest';
import { FOLDER } from '../page/plans.js';
import { command } from './command.js';

const files = Object.fromEntries(Object.entries(FOLDER).filter(([name]) => !name.endsWith('.jks')));
const CONF = 'site/gw/repository/conf/deployment.toml';

describe('a fix of a value in the file of a product', () => {
  it('has its place in the report', async () => {
    const { stdout } = await command('check', 'site', '--format', 'json', { files });
    const { findings } = JSON.parse(stdout);
    expect(findings.flatMap(({ fixes }: { fixes: { configuration: unknown }[] }) => fixes)).toEqual([
      {
        title: 'set throttle-publish of gw to tcp://cp:9611',
        edits: [],
        configuration: [
          {
            ...{ node: 'gw', file: CONF, setting: '[[apim.throttling.url_group]] traffic_manager_urls' },
            ...{ from: 'tcp://cp:9612', to: 'tcp://cp:9611' },
            range: { start: { line: 5, column: 25 }, end: { line: 5, column: 40 } },
          },
        ],
      },
    ]);
  });

  it('is a replacement that other tools can make, of the value alone', async () => {
    const { stdout } = await command('check', 'site', '--format', 'sarif', { files });
    const { results } = JSON.parse(stdout).runs[0];
    const [change] = results.flatMap(({ fixes = [] }: { fixes?: { artifactChanges: unknown[] }[] }) =>
      fixes.flatMap(({ artifactChanges }) => artifactChanges),
    );
    expect(change).toEqual({
      artifactLocation: { uri: CONF, uriBaseId: '%SRCROOT%' },
      replacements: [
        {
          deletedRegion: { startLine: 5, startColumn: 32, endLine: 5, endColumn: 39 },
          insertedContent: { text: 'cp:9611' },
        },
      ],
    });
  });

  it('has no place where a node reads the value that needs it as it is', async () => {
    const shared = {
      'topology.yaml': `version: 1
hosts: { a: {}, b: {} }
nodes:
  first: { host: a, product: wso2mi, version: 4.2.0, config: conf }
  second: { host: a, product: wso2mi, version: 4.2.0, config: conf }
`,
      'conf/deployment.toml': '[server]\nhostname = "a"\noffset = 10\n',
    };
    const { stdout } = await command('check', 'topology.yaml', '--format', 'json', { files: shared });
    const { findings } = JSON.parse(stdout);
    const [{ configuration }] = findings.flatMap(({ fixes }: { fixes: unknown[] }) => fixes);
    expect(configuration[0]).toMatchObject({ node: 'second', file: 'conf/deployment.toml', to: 11 });
    expect(configuration[0]).not.toHaveProperty('range');
  });
});
