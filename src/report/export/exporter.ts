import type { ExportHost, ExportPlan } from '../../model/export.js';
import type { DeploymentFlows } from '../flows/list.js';

/** One file for another tool. */
export interface ExportedFile {
  /** Its name in the output folder, with slashes where it is in a folder of its own. */
  readonly name: string;
  /** The host that it is for; absent for a file that belongs to all of them. */
  readonly host?: string;
  readonly text: string;
  /** The rows that the file has to leave out, and why; for people. */
  readonly missing?: readonly string[];
}

/** Writes a plan in the words of another tool. Equal plans give equal bytes. */
export interface Exporter {
  readonly files: (plan: ExportPlan, connections: DeploymentFlows) => readonly ExportedFile[];
  /** The line between two files on standard output; default an empty one. */
  readonly separator?: string;
}

/** Returns the name of a host's file; ids of hosts are letters, digits, dots, underscores and hyphens. */
export function fileOf({ id }: Pick<ExportHost, 'id'>, ending: string): string {
  // A name of dots alone is a folder.
  return `${/^\.+$/.test(id) ? `_${id}` : id}${ending}`;
}
