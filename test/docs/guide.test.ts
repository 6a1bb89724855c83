import { describe, expect, it } from 'vitest';
import { stepsOf, withOutputs } from './guide.js';

const FENCE = '```';
const fenced = (language: string, ...lines: readonly string[]) => [`${FENCE}${language}`, ...lines, FENCE].join('\n');

describe('the steps of a document', () => {
  it('are its files', () => {
    expect(stepsOf(`<!-- file: a/plan.yaml -->\n\n${fenced('yaml', 'version: 1')}`)).toEqual([
      { kind: 'file', name: 'a/plan.yaml', text: 'version: 1\n' },
    ]);
  });

  it('are the commands of a console with what they print', () => {
    expect(stepsOf(fenced('console', '$ first', 'one', '', '$ second'))).toEqual([
      { kind: 'command', command: 'first', exit: 0, output: { text: 'one\n\n', from: 2, to: 4 } },
      { kind: 'command', command: 'second', exit: 0, output: { text: '', from: 5, to: 5 } },
    ]);
  });

  it('are the calls of the tool in a script, and nothing else in it', () => {
    expect(stepsOf(fenced('sh', 'npm install x', 'wso2-topology init', 'cat x | wso2-topology check -'))).toMatchObject(
      [{ command: 'wso2-topology init' }, { command: 'cat x | wso2-topology check -' }],
    );
  });

  it('end as a comment says, for the last command of the next block only', () => {
    const text = `<!-- exit: 1 -->\n${fenced('console', '$ a', '$ b')}\n${fenced('console', '$ c')}`;
    expect(stepsOf(text)).toMatchObject([{ exit: 0 }, { exit: 1 }, { exit: 0 }]);
  });

  it('leave other blocks alone', () => expect(stepsOf(fenced('yaml', 'a: 1'))).toEqual([]));
});

it('outputs are replaced where they stand', () => {
  const text = fenced('console', '$ a', 'old', '$ b', '$ c', 'old');
  const outputs = stepsOf(text).flatMap((step, index) =>
    step.kind === 'command' && step.output ? [{ at: step.output, text: `new ${index}\n`.repeat(index) }] : [],
  );
  expect(withOutputs(text, outputs)).toBe(fenced('console', '$ a', '$ b', 'new 1', '$ c', 'new 2', 'new 2'));
});
