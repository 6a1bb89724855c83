import { describe, expect, it } from 'vitest';
import { check } from '../../src/pipeline/check.js';
import { fix } from '../../src/pipeline/fix.js';
import { summary } from '../../src/report/fix/summary.js';
import { catalogue } from '../topology-builder.js';

const plan = (nodes: string) => `version: 1
defaults: { product: wso2am, version: 4.2.0 }
hosts: { h1: {}, h2: {}, cp: {} }
nodes:
  cp: { host: cp, profile: control-plane }
${nodes}rules: { ambiguous-link: off }
`;
const URL = 'url: "https://cp:9444/services/"';
const ways: readonly (readonly [string, string])[] = [
  [
    'a merge key',
    `  a: &g { host: h1, profile: gateway-worker, links: { key-manager-url: { ${URL} } } }\n  b: { <<: *g, host: h2 }\n`,
  ],
  [
    'an alias of the links',
    `  a: { host: h1, profile: gateway-worker, links: &l { key-manager-url: { ${URL} } } }\n  b: { host: h2, profile: gateway-worker, links: *l }\n`,
  ],
  [
    'an alias of an end in a list',
    `  a: { host: h1, profile: gateway-worker, links: { key-manager-url: [&e { ${URL} }] } }\n  b: { host: h2, profile: gateway-worker, links: { key-manager-url: [*e] } }\n`,
  ],
];
const apart = `  a: { host: h1, profile: gateway-worker, links: { key-manager-url: { ${URL} } } }\n  b: { host: h2, profile: gateway-worker, links: { key-manager-url: { ${URL} } } } # <<: *g\n`;

function fixesOf(nodes: string) {
  const { findings } = check([{ file: 'plan.yaml', text: plan(nodes) }], { catalogue });
  expect(findings.map(({ rule }) => rule)).toEqual(['link-mismatch']);
  return findings.flatMap(({ fixes }) => fixes.map(({ title, lines }) => [title, ...(lines ?? [])]));
}

describe('a wrong value that two nodes have from one place', () => {
  it.each(ways)('is one value with one fix, by %s', (_, nodes) => {
    expect(fixesOf(nodes)).toEqual([['set key-manager-url of a and b to https://cp:9443/services/']]);
  });

  it.each(ways)('is changed once, by %s', (_, nodes) => {
    const fixed = fix([{ file: 'plan.yaml', text: plan(nodes) }], { catalogue });
    expect(fixed.files[0]?.after).toBe(plan(nodes.replace('9444', '9443')));
    const told = summary(fixed, false);
    expect(told.match(/https:\/\/cp:9444\/services\/ -> https:\/\/cp:9443\/services\//g)).toHaveLength(1);
    expect(told).toContain('in repository/conf/deployment.toml of a, b: [apim.key_manager] service_url');
  });

  it('is two values where both are written, which may agree about the offset', () => {
    expect(fixesOf(apart)).toEqual([
      [
        'set 2 links',
        'key-manager-url of a to https://cp:9443/services/',
        'key-manager-url of b to https://cp:9443/services/',
      ],
      ['set offset of cp to 1'],
    ]);
  });
});
