import {
  type Argument,
  Copy,
  DockerfileParser,
  From,
  type Instruction,
  JSONInstruction,
  PropertyInstruction,
} from 'dockerfile-ast';
import type { Range } from '../../model/finding.js';
import type { Leaf } from '../../model/fragment.js';
import { START } from '../../values/lines.js';
import { type Leaves, step } from '../leaf.js';

/** Longest Dockerfile that is read, in characters; the parser searches it again for every instruction. */
const MAX_LENGTH = 131_072;

/**
 * Reads a Dockerfile: `FROM`, `FROM/as`, `ENV/<name>`, `ARG/<name>`, and the words of every other instruction as values of its
 * keyword. The first step counts the instructions, so that words of one instruction belong together.
 */
export function dockerfileLeaves(text: string): Leaves {
  if (text.length > MAX_LENGTH)
    return { ok: false, fault: { reason: `the file is longer than ${MAX_LENGTH} characters`, range: START } };
  const instructions = DockerfileParser.parse(text).getInstructions();
  return { ok: true, leaves: instructions.flatMap((instruction, index) => leavesOf(instruction, index)) };
}

function leavesOf(instruction: Instruction, index: number): Leaf[] {
  const keyword = step(instruction.getKeyword(), index);
  if (instruction instanceof From) return fromLeaves(instruction, index);
  if (instruction instanceof PropertyInstruction)
    return instruction.getProperties().map((property) => ({
      steps: [keyword, step(property.getName())],
      value: property.getValue() ?? '',
      range: rangeOf(property.getValueRange() ?? property.getNameRange()),
    }));
  // A file that is copied from another stage is not in the repository; the stage counts.
  const from = instruction instanceof Copy ? instruction.getFromFlag() : null;
  if (from) {
    const range = rangeOf(from.getValueRange() ?? from.getRange());
    return [{ steps: [keyword, step('from')], value: from.getValue() ?? '', range }];
  }
  return wordsOf(instruction).map(({ value, range }, at) => ({ steps: [keyword, step('', at)], value, range }));
}

function fromLeaves(from: From, index: number): Leaf[] {
  const keyword = step(from.getKeyword(), index);
  const [image, range] = [from.getImage(), from.getImageRange()];
  const [stage, stageRange] = [from.getBuildStage(), from.getBuildStageRange()];
  return [
    ...(image !== null && range ? [{ steps: [keyword], value: image, range: rangeOf(range) }] : []),
    ...(stage !== null && stageRange
      ? [{ steps: [keyword, step('as')], value: stage, range: rangeOf(stageRange) }]
      : []),
  ];
}

function wordsOf(instruction: Instruction): { readonly value: string; readonly range: Range }[] {
  const strings = instruction instanceof JSONInstruction ? instruction.getJSONStrings() : [];
  if (strings.length > 0)
    return strings.map((word) => ({ value: word.getJSONValue(), range: rangeOf(word.getRange()) }));
  return instruction
    .getArguments()
    .map((word: Argument) => ({ value: word.getValue(), range: rangeOf(word.getRange()) }));
}

/** Positions of the parser start at 0. */
function rangeOf({ start, end }: ReturnType<Argument['getRange']>): Range {
  return {
    start: { line: start.line + 1, column: start.character + 1 },
    end: { line: end.line + 1, column: end.character + 1 },
  };
}
