import type { DeploymentReport, Report, ReportedFix, TextChange } from '../model/report.js';
import type { DeploymentFlows } from './flows/list.js';

/** How a report may look; none of it changes what it says. */
export interface Style {
  readonly color: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** The text of a file that was read, for source frames. */
  readonly textOf: (file: string) => string | undefined;
  /** The text edits of a fix, where its files are known; a reporter writes them as its format does. */
  readonly editsOf?: (fix: ReportedFix) => readonly TextChange[] | undefined;
  /** The connections of a deployment, where they are known; a picture shows them. */
  readonly connectionsOf?: (deployment: DeploymentReport) => DeploymentFlows | undefined;
}

/** Turns a report into text. A template: no sorting, no filtering, no exit code, no position arithmetic. */
export type Reporter = (report: Report, style: Style) => string;
