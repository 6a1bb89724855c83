import type { SchemaMessages } from '../model/problems.js';
import { defineEarlyRule } from './rule.js';

export const schema = defineEarlyRule<SchemaMessages>({
  id: 'schema',
  severity: 'error',
  phase: 'read',
  summary: 'the document breaks the schema: unknown key, wrong type, missing key',
  why: 'A misspelt key would be ignored, and the plan would be checked without its value.',
  remedy: 'Correct the key or value at the marked place; `wso2-topology schema` prints what is allowed.',
  example: {
    bad: `version: 1
hosts: { app1: {} }
nodes:
  mi: { host: app1, product: wso2mi, version: 4.2.0, ofset: 3 }
`,
    good: `version: 1
hosts: { app1: {} }
nodes:
  mi: { host: app1, product: wso2mi, version: 4.2.0, offset: 3 }
`,
  },
  sources: ['schemas/topology.schema.json'],
  messages: { invalid: ({ reason }) => reason },
});
