import type { Report } from '../../model/report.js';
import type { Look } from '../page/page.js';
import type { By } from './rows.js';

export interface PortStyle extends Look {
  readonly by: By;
}

/** Turns a report into a list of ports. */
export type PortReporter = (report: Report, style: PortStyle) => string;
