import type { Report } from '../model/report.js';

/** How a report may look; none of it changes what it says. */
export interface Style {
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** The text of a file that was read, for source frames. */
  readonly textOf: (file: string) => string | undefined;
}

/** Turns a report into text. A template: no sorting, no filtering, no exit code, no position arithmetic. */
export type Reporter = (report: Report, style: Style) => string;
