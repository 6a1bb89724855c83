import { describe, expect, it } from 'vitest';
import { check } from '../../src/pipeline/check.js';
import { inputsOf } from '../configuration/reading.js';
import { catalogue } from '../topology-builder.js';

function found(files: Readonly<Record<string, string>>, version: readonly string[] = []) {
  const { findings } = check(inputsOf(files, { version }), { catalogue });
  return findings.filter(({ rule }) => rule === 'assumed-release');
}

const APIM = '[apim.cors]\nallow_origins = "*"\n';

describe('assumed-release', () => {
  it('says which values depend on the release, and how to state it', () => {
    const [finding] = found({ 'gw/deployment.toml': APIM });
    expect(finding?.data).toMatchObject({ nodes: ['gw'], product: 'wso2am' });
    expect(finding?.data.candidates).not.toContain('2.6.0');
    expect(finding?.data.depending).not.toEqual([]);
    expect(finding?.notes).toContain('to say it: --version gw=<release>');
    expect([finding?.file, finding?.severity]).toEqual(['gw/deployment.toml', 'warning']);
  });

  it('is one finding for all nodes of a product', () => {
    const findings = found({ 'gw/deployment.toml': APIM, 'cp/deployment.toml': APIM });
    expect(findings.map(({ data, related }) => [data.nodes, related.length])).toEqual([[['gw', 'cp'], 1]]);
  });

  it('is silent where the release is said: by an option, a folder, or a node of the same product', () => {
    expect(found({ 'gw/deployment.toml': APIM }, ['4.2.0'])).toEqual([]);
    expect(found({ 'wso2am-4.2.0/deployment.toml': APIM })).toEqual([]);
    expect(found({ 'wso2am-4.2.0/deployment.toml': APIM, 'gw/deployment.toml': APIM })).toEqual([]);
  });
});
