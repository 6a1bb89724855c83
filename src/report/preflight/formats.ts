import type { PreflightCheck, PreflightPlan } from '../../model/preflight.js';
import { counted } from '../../rules/rule.js';
import { visible } from '../../values/visible.js';
import { jsonText } from '../json.js';
import type { PageStyle } from '../page/page.js';
import { wrapped } from '../page/width.js';
import { paintFor } from '../paint.js';

/** Turns the checks of a machine into text. */
type PreflightReporter = (
  plan: Pick<PreflightPlan, 'host' | 'nodes'>,
  checks: readonly PreflightCheck[],
  style: PageStyle,
) => string;

/** The start of the second line of a check, and the least number of columns of a line. */
const INDENT = '  ';
const NARROWEST = 20;

const LABELS: Readonly<Record<PreflightCheck['level'], string>> = { ok: 'ok', warning: 'WARNING', error: 'ERROR' };

/** For people: a line for each check. */
const text: PreflightReporter = ({ host, nodes }, checks, { color, width }) => {
  const paint = paintFor(color);
  const paints = { ok: paint.faint, warning: paint.warning, error: paint.error } as const;
  const count = (level: PreflightCheck['level']) => checks.filter((check) => check.level === level).length;
  return [
    paint.strong(visible(`preflight of ${host}: ${nodes.length === 0 ? 'no node' : nodes.join(', ')}`)),
    ...checks.flatMap(({ name, level, message }) => {
      const label = visible(`[${LABELS[level]} ${name}]`);
      const line = `${label} ${visible(message)}`;
      const [first = '', ...others] = width === 0 ? [line] : wrapped(line, Math.max(NARROWEST, width - INDENT.length));
      return [first.replace(label, () => paints[level](label)), ...others.map((rest) => `${INDENT}${rest}`)];
    }),
    `${counted(count('error'), 'error')}, ${counted(count('warning'), 'warning')}`,
    '',
  ].join('\n');
};

/** For programs. */
const json: PreflightReporter = ({ host, nodes }, checks) => jsonText({ preflightVersion: 1, host, nodes, checks });

/** The formats of `preflight`. */
export const PREFLIGHT_REPORTERS = { text, json } as const;

export type PreflightFormat = keyof typeof PREFLIGHT_REPORTERS;
