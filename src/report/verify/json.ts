import { jsonText } from '../json.js';
import type { VerificationReporter } from './reporter.js';

/** For programs: every port, also those that are as planned. */
export const json: VerificationReporter = ({ hosts, unseen }) =>
  jsonText({
    verifyVersion: 1,
    agrees: hosts.every(({ ports }) => ports.every(({ isDifference }) => !isDifference)),
    hosts,
    unseen,
  });
