import { expect, it } from 'vitest';
import { checkWithEvaluations } from '../../src/pipeline/check.js';
import { withFiles } from '../configurations.js';
import { catalogue } from '../topology-builder.js';

const PLAN = `version: 1
defaults: { product: wso2am, version: 3.2.0 }
hosts: { wso2.local: {}, cp.internal: {} }
nodes:
  am: { host: wso2.local, profile: gateway-worker, config: conf }
  cp: { host: cp.internal }
rules: { link-self: off }
`;

it('one wrong line of one file is one error, cured in that line and not by moving the node that it names', () => {
  const toml =
    '[server]\nhostname = "wso2.local"\n\n[apim.key_manager]\nservice_url = "https://cp.internal:9999/services/"\n';
  const input = withFiles(PLAN, { 'conf/deployment.toml': toml });
  const { findings } = checkWithEvaluations([input], { catalogue }).report;
  const errors = findings.filter(({ severity }) => severity === 'error');
  expect(errors.map(({ rule, file, range }) => [rule, file, range.start.line])).toEqual([
    ['link-mismatch', 'conf/deployment.toml', 5],
  ]);
  expect(errors[0]?.fixes.map(({ title }) => title)).toEqual([
    'set key-validation-ws of am to https://cp.internal:9443/services/',
  ]);
  // No node of the plan runs at such an offset, and nobody would.
  expect(JSON.stringify(errors[0])).not.toContain('556');
});
