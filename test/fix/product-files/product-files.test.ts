import { describe, expect, it } from 'vitest';
import { productFiles } from '../../../src/fix/product-files/product-files.js';
import type { Decision } from '../../../src/model/correction.js';
import type { Path } from '../../../src/model/finding.js';
import { evaluate } from '../../../src/pipeline/evaluate.js';
import { fix } from '../../../src/pipeline/fix.js';
import { discovered, inputsOf } from '../../configuration/reading.js';
import { catalogue } from '../../topology-builder.js';

const am = (server: string, more = '') =>
  `[server]\nhostname = "app1"\n${server}\n[apim.cors]\nallow_origins = "*"\n${more}`;
const ANSWERS = { version: ['4.2.0'] };
const FILES = { 'a-deployment.toml': am('offset = 1'), 'b-deployment.toml': am('offset = 2') };

/** A decision that edits values of nodes: each a path, the present value and the new one. */
function decision(...edits: readonly (readonly [Path, unknown, unknown])[]): Decision {
  return {
    subject: 'a',
    title: 'x',
    edits: edits.map(([path, from, to]) => ({ file: '.', path, ...(from === undefined ? {} : { from }), to })),
    configuration: [],
    clears: [],
  };
}

/** The texts of files after decisions, and how many decisions are left. */
function written(files: Readonly<Record<string, string>>, decisions: readonly Decision[], texts = files) {
  const [found] = discovered(files, ANSWERS).deployments;
  if (!found) throw new RangeError('no deployment is found');
  const { deployment } = evaluate([found], catalogue, []);
  const { files: changed, made, left } = productFiles(decisions, found, deployment, (file) => texts[file]);
  return {
    after: Object.fromEntries(changed.map(({ file, after }) => [file, after])),
    edited: made.flatMap(({ edits }) => edits.map(({ file }) => file)),
    left: left.length,
  };
}

const offset = (node: string) => ['nodes', node, 'offset'];

describe('decisions about nodes that were found in files', () => {
  it('are written where the values are, several into one file', () => {
    const files = { 'a-deployment.toml': am('offset = 1', '[transport.https.properties]\nport = 9500\n') };
    const result = written(files, [
      decision([offset('a'), 1, 3]),
      decision([['nodes', 'a', 'ports', 'servlet-https'], 9500, 9600]),
    ]);
    expect(result.after['a-deployment.toml']).toContain('offset = 3');
    expect(result.edited).toContain('a-deployment.toml');
  });

  it('are left where their values have no place', () => {
    const result = written(FILES, [
      decision([['nodes', 'a', 'ports', 'x'], undefined, 1]),
      decision([['hosts', 'app1', 'on'], undefined, 'x']),
      decision([offset('nowhere'), undefined, 4]),
    ]);
    expect(result).toEqual({ after: {}, edited: [], left: 3 });
  });

  it('are left as a whole where one of their values has no place', () => {
    const one = decision([offset('a'), 1, 5], [['nodes', 'a', 'ports', 'x'], undefined, 1]);
    expect(written(FILES, [one])).toEqual({ after: {}, edited: [], left: 1 });
  });

  it('are left where their file is not there, or is another one by now', () => {
    const one = decision([offset('a'), 1, 5]);
    expect(written(FILES, [one], {}).left).toBe(1);
    expect(written(FILES, [one], { 'a-deployment.toml': 'short' }).left).toBe(1);
  });

  it('are left where two of them want another value in one place', () => {
    const both = [decision([offset('a'), 1, 5]), decision([offset('a'), 1, 6])];
    expect(written(FILES, both)).toEqual({ after: {}, edited: [], left: 2 });
  });

  it('that replace what the topology alone would say are written where that was read', () => {
    const result = written(FILES, [decision([['nodes', 'a', 'host'], 'app1', 'app2'])]);
    expect(result.after['a-deployment.toml']).toContain('hostname = "app2"');
  });

  it('about an offset that no file has add it to the table of the server', () => {
    const bare = '[server]\nserver_role = "default"\n[apim.cors]\nallow_origins = "*"\n';
    const result = written({ 'a-deployment.toml': bare }, [decision([offset('a'), undefined, 2])]);
    expect(result.after['a-deployment.toml']).toContain('offset = 2\n');
  });

  it.each([
    ['no table of the server', '[apim.cors]\nallow_origins = "*"\n'],
    ['a host name elsewhere', '[apim.cors]\nallow_origins = "*"\n[transport]\nhost = "x"\n'],
  ])('about an offset are left where the file has %s', (_, text) => {
    expect(written({ 'a-deployment.toml': text }, [decision([offset('a'), undefined, 2])]).left).toBe(1);
  });
});

describe('a folder that is corrected without its texts', () => {
  it('has no changed file', () => {
    const inputs = inputsOf({ 'a-deployment.toml': am(''), 'b-deployment.toml': am('') }, ANSWERS);
    const { files, unresolved } = fix(inputs, { catalogue });
    expect(files).toEqual([]);
    expect(unresolved.length).toBeGreaterThan(0);
  });
});
