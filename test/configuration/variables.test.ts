import { describe, expect, it } from 'vitest';
import { substituted } from '../../src/configuration/variables.js';

const VARIABLES = new Map([
  ['PORT', '9443'],
  ['EMPTY', ''],
  ['HOST', 'gw'],
]);

describe('variables of shells and compose files', () => {
  it.each([
    ['with a value are replaced', '${PORT}:$PORT', '9443:9443'],
    ['without a value stay as they are written', '${NONE} $NONE', '${NONE} $NONE'],
    ['without a value have their default', '${NONE:-1}${NONE-2}', '12'],
    ['that are empty have the default of :- and not that of -', '${EMPTY:-1}[${EMPTY-2}]', '1[]'],
    ['with a value have no default', '${PORT:-1}', '9443'],
    ['have a default that is a variable itself', '${NONE:-${HOST:-x}}', 'gw'],
    ['with a value become what is behind +', '${PORT:+on}${EMPTY+on}', 'onon'],
    ['without a value become nothing where + is written', '[${NONE:+on}${NONE+on}${EMPTY:+on}]', '[]'],
    ['that somebody has to set stay as they are written', '${NONE:?is missing}', '${NONE:?is missing}'],
    ['are no variables behind a second dollar', '$$PORT', '$$PORT'],
  ])('%s', (_, text, expected) => {
    expect(substituted(text, VARIABLES)).toBe(expected);
  });

  it('that contain themselves end', () => {
    expect(substituted('$LOOP', new Map([['LOOP', '$LOOP$LOOP']])).length).toBeLessThan(1000);
  });
});
