import type { Input } from '../../src/model/input.js';
import type { RuleInfo } from '../../src/rules/rule.js';
import { inputsOf } from '../configuration/reading.js';
import { withFiles } from '../configurations.js';

/** What is checked for a text of the example of a rule. */
export function exampleInputs(text: string, { files = {}, tree, beside = {} }: RuleInfo['example']): readonly Input[] {
  const others = Object.entries(beside).map(([file, other]) => ({ file, text: other }));
  return tree === undefined ? [...others, withFiles(text, files)] : inputsOf({ ...files, [tree]: text });
}
