import { describe, expect, it } from 'vitest';
import type { Input } from '../../src/model/input.js';
import { check } from '../../src/pipeline/check.js';
import { catalogue } from '../topology-builder.js';

const RULE = 'shared-host';

/** A file with one Micro Integrator on each of some hosts. */
function file(name: string, prefix: string, hosts: readonly string[], more = ''): Input {
  const text = `version: 1
${more}hosts: { ${hosts.map((host) => `${host}: {}`).join(', ')} }
nodes:
${hosts.map((host, index) => `  ${prefix}-${index}: { host: ${host}, product: wso2mi, version: 4.2.0 }`).join('\n')}
`;
  return { file: name, text };
}

function found(inputs: readonly Input[], together = false) {
  return check(inputs, { catalogue, together }).findings.filter(({ rule }) => rule === RULE);
}

describe('two files that are checked apart and have a host in common', () => {
  const shared = () => found([file('a.yaml', 'a', ['h1', 'h2', 'h3']), file('b.yaml', 'b', ['h0', 'h1', 'h2'])]);

  it('are one warning at the hosts of the second one', () => {
    const [finding, ...others] = shared();
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      severity: 'warning',
      file: 'b.yaml',
      data: { hosts: ['h1', 'h2'], file: 'a.yaml' },
    });
    expect(finding?.range.start).toEqual({ line: 2, column: 18 });
    expect(finding?.related).toHaveLength(1);
  });

  it('name the option that looks at both', () => expect(shared()[0]?.message).toContain('--together'));

  it('are found through the machine of a container', () => {
    const text = `version: 1
hosts: { h1: {}, box: { on: h1 } }
nodes: { c: { host: box, product: wso2mi, version: 4.2.0 } }
`;
    expect(found([file('a.yaml', 'a', ['h1']), { file: 'b.yaml', text }])[0]?.data.hosts).toEqual(['h1']);
  });
});

it.each<[string, readonly Input[]]>([
  ['with hosts of their own', [file('a.yaml', 'a', ['h1']), file('b.yaml', 'b', ['h2'])]],
  ['that belong together', [file('a.yaml', 'a', ['h1'], 'together: true\n'), file('b.yaml', 'b', ['h1'])]],
  ['on localhost', [file('a.yaml', 'a', ['localhost']), file('b.yaml', 'b', ['localhost'])]],
  ['that are one plan in two versions', [file('a.yaml', 'a', ['h1']), file('b.yaml', 'a', ['h1'])]],
  [
    'of which one switches it off',
    [file('a.yaml', 'a', ['h1']), file('b.yaml', 'b', ['h1'], 'rules: { shared-host: off }\n')],
  ],
])('files %s are silent', (_, inputs) => expect(found(inputs)).toEqual([]));

it('--together compares the ports instead', () => {
  const inputs = [file('a.yaml', 'a', ['h1']), file('b.yaml', 'b', ['h1'])];
  expect(found(inputs, true)).toEqual([]);
  expect(check(inputs, { catalogue, together: true }).findings.map(({ rule }) => rule)).toContain('port-collision');
});
