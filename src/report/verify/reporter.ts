import type { Verification } from '../../model/verification.js';
import type { PageStyle } from '../page/page.js';

/** Turns the comparison of a plan with its hosts into text. */
export type VerificationReporter = (verification: Verification, style: PageStyle) => string;
