import { deployedBy, structured } from '../structured.js';

export const workflowCallbackXml = structured({
  id: 'workflow-callback',
  title: 'WorkflowCallbackService.xml: the own port it calls back on',
  files: /(^|\/)WorkflowCallbackService\.xml$/,
  survivesToml: true,
  part: 'supporting',
  more: deployedBy('workflow-callback'),
});
