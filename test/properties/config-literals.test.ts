import fc from 'fast-check';
import { expect, it } from 'vitest';
import { configOf } from '../../src/desired/desired.js';
import type { NodeConfig } from '../../src/model/desired.js';
import type { LinkFields, NodeFields, TopologyDocument } from '../../src/model/topology.js';
import { check } from '../../src/pipeline/check.js';
import { catalogue, deploymentOf } from '../topology-builder.js';
import { anySite } from './arbitrary-site.js';

/** The plan with every link value of `config` written out. */
function asConfigured(document: TopologyDocument): TopologyDocument {
  const configs = new Map(configOf(deploymentOf(document), catalogue).map((config) => [config.node, config]));
  const nodes = Object.entries(document.nodes).map(([id, fields]): [string, NodeFields] => {
    const { links, ...rest } = fields;
    return [id, { ...rest, links: { ...links, ...linksOf(configs.get(id)) } }];
  });
  return { ...document, nodes: Object.fromEntries(nodes) };
}

function linksOf(config: NodeConfig | undefined): Record<string, readonly LinkFields[]> {
  const links: Record<string, LinkFields[]> = {};
  for (const { kind, id, value, setting, secure, toml } of config?.settings ?? []) {
    // The topology has no name for the second key of a pair.
    if (secure && toml?.some(({ authKey }) => authKey !== undefined)) continue;
    if (kind !== 'link' || typeof value !== 'string' || setting?.startsWith('derived') === true) continue;
    links[id] = [...(links[id] ?? []), { url: value }];
  }
  return links;
}

/**
 * Rules that are told once for all links of a node: a list that leaves a node out, and a choice that is open. With one of the links written as
 * well it is the same finding about fewer of them.
 */
const OF_SEVERAL_LINKS: ReadonlySet<string> = new Set(['incomplete-link', 'ambiguous-link']);

function graveIn(document: TopologyDocument): readonly string[] {
  const { findings } = check([{ file: 'a.yaml', text: JSON.stringify(document) }], { catalogue, suggestions: false });
  return findings.flatMap(({ severity, rule, message, data }) =>
    severity === 'info' ? [] : `${severity} ${rule} ${OF_SEVERAL_LINKS.has(rule) ? data.node : message}`,
  );
}

/** Whether every port has one owner, and nothing that is written is wrong: of two on one port nobody knows who answers. */
function isSound(document: TopologyDocument): boolean {
  const isRight = deploymentOf(document).links.every(({ verdict }) => verdict !== 'wrong');
  return isRight && graveIn(document).every((text) => !text.startsWith('error'));
}

it('what config writes is right for check, and brings no finding', () => {
  let written = 0;
  fc.assert(
    fc.property(anySite, (document) => {
      fc.pre(isSound(document));
      const configured = asConfigured(document);
      const literals = deploymentOf(configured).links.filter(({ basis }) => basis === 'literal');
      written += literals.length;
      const wrong = literals.filter(({ verdict }) => verdict === 'wrong');
      expect(wrong.map(({ node, id, url, outcome }) => ({ node, id, url, outcome }))).toEqual([]);
      const before = graveIn(document);
      expect(graveIn(configured).filter((text) => !before.includes(text))).toEqual([]);
    }),
    { numRuns: 150 },
  );
  expect(written).toBeGreaterThan(300);
});
