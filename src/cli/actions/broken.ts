import type { Finding } from '../../model/report.js';
import { compact } from '../../report/compact.js';
import { isOfBrokenFile } from '../../rules/facts.js';
import { EXIT, type Io } from '../io.js';
import type { CheckedFiles } from './checked-files.js';

/** Reports files that failed to parse on stderr, because lists leave out what is in them. */
export function reportBrokenFiles({ report, textOf }: CheckedFiles, io: Io): readonly Finding[] {
  const broken = report.findings.filter(isOfBrokenFile);
  if (broken.length > 0) io.stderr(compact({ ...report, findings: broken }, { color: false, width: 0, textOf }));
  return broken;
}

/** Returns how a list ends: findings are the business of check. */
export function exitCodeOf({ failed }: CheckedFiles, broken: readonly Finding[]): number {
  if (failed) return EXIT.failed;
  return broken.some(({ severity }) => severity === 'error') ? EXIT.findings : EXIT.clean;
}
