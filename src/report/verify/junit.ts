import type { VerifiedHost, VerifiedPort } from '../../model/verification.js';
import { markupText } from '../markup.js';
import { foundText, plannedText, portText } from './list.js';
import type { VerificationReporter } from './reporter.js';

/** JUnit XML: a suite for each host, a case for each port. Ports that were not judged are skipped; services outside the plan are not cases. */
export const junit: VerificationReporter = ({ hosts }) => {
  const suites = hosts.map((host) => ({ host, cases: host.ports.filter(isCase) }));
  const all = suites.flatMap(({ cases }) => cases);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="wso2-topology verify" ${countsOf(all)} errors="0">\n${suites.map(suiteText).join('')}</testsuites>\n`;
};

function isCase({ state, isDifference }: VerifiedPort): boolean {
  return state !== 'not planned' || isDifference;
}

function countsOf(cases: readonly VerifiedPort[]): string {
  return `tests="${cases.length}" failures="${cases.filter(({ isDifference }) => isDifference).length}"`;
}

function suiteText({ host, cases }: { readonly host: VerifiedHost; readonly cases: readonly VerifiedPort[] }): string {
  const skipped = cases.filter(({ state }) => state === 'not judged').length;
  const id = markupText(host.id);
  return `  <testsuite name="${id}" ${countsOf(cases)} errors="0" skipped="${skipped}">\n${cases.map((entry) => caseText(entry, id)).join('')}  </testsuite>\n`;
}

function caseText(entry: VerifiedPort, host: string): string {
  const name = [portText(entry), plannedText(entry)].filter((part) => part !== '').join(' ');
  const head = `    <testcase name="${markupText(name)}" classname="${host}"`;
  if (entry.isDifference) {
    const found = [entry.state, foundText(entry)].filter((part) => part !== '').join(': ');
    return `${head}>\n      <failure type="${entry.state}" message="${markupText(`${name} is ${found}`)}"></failure>\n    </testcase>\n`;
  }
  return entry.state === 'not judged' ? `${head}>\n      <skipped/>\n    </testcase>\n` : `${head}/>\n`;
}
