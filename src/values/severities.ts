import type { Severity } from '../model/finding.js';

/** How much a severity weighs against another; the gravest has the highest number. */
export const WEIGHT: Readonly<Record<Severity, number>> = { error: 3, warning: 2, info: 1 };
