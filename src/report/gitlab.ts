import type { Severity } from '../model/finding.js';
import type { Finding } from '../model/report.js';
import { sha256Of } from '../values/sha256.js';
import { visible } from '../values/visible.js';
import { fixText } from './describe.js';
import { jsonText } from './json.js';
import type { Reporter } from './reporter.js';

/** GitLab Code Quality: a subset of the Code Climate format. Accepted findings are left out, as it has no word for them. */
export const gitlab: Reporter = ({ findings }) => {
  const seen = new Map<string, number>();
  return jsonText(
    findings.map((finding) => {
      const key = `${finding.fingerprint} ${finding.file}`;
      const number = (seen.get(key) ?? 0) + 1;
      seen.set(key, number);
      return issueOf(finding, `${key} ${number}`);
    }),
  );
};

const SEVERITIES: Readonly<Record<Severity, string>> = { error: 'critical', warning: 'minor', info: 'info' };

function issueOf({ rule, severity, message, file, range, fixes }: Finding, key: string) {
  // A merge request shows the description alone: what to write is in it.
  const [fix] = fixes;
  return {
    description: visible(fix ? `${message}; fix: ${fixText(fix)}` : message),
    check_name: rule,
    // GitLab drops issues of equal fingerprints, and two files may describe the same hosts and nodes.
    fingerprint: hexOf(sha256Of(key)).slice(0, 32),
    severity: SEVERITIES[severity],
    location: { path: visible(file), lines: { begin: range.start.line, end: range.end.line } },
  };
}

function hexOf(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
