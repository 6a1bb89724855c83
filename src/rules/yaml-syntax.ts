import type { SyntaxMessages } from '../model/problems.js';
import { defineEarlyRule } from './rule.js';

export const yamlSyntax = defineEarlyRule<SyntaxMessages>({
  id: 'yaml-syntax',
  severity: 'error',
  phase: 'read',
  summary: 'the text is not one YAML document, has duplicate keys or a bad alias, or exceeds a limit',
  why: 'A file that cannot be read cannot be checked. A duplicate key is worse than a broken file: readers silently keep one of the two values.',
  remedy:
    'Correct the marked place. The limits protect the machine; options raise them for a plan that really is that large.',
  example: {
    bad: `version: 1
hosts: { app1: {} }
nodes:
  mi: { host: app1, product: wso2mi, version: 4.2.0, offset: 3, offset: 4 }
`,
    good: `version: 1
hosts: { app1: {} }
nodes:
  mi: { host: app1, product: wso2mi, version: 4.2.0, offset: 3 }
`,
  },
  sources: ['YAML 1.2.2'],
  messages: {
    invalid: ({ reason }) => reason,
    malformed: ({ node, reason }) => `a configuration file of ${node} cannot be understood: ${reason}`,
  },
});
