import type { Catalogue } from '../catalogue/catalogue.js';
import { parseSource, type SourceText } from '../load/source.js';
import type { Deployment } from '../model/deployment.js';
import type { Input } from '../model/input.js';
import type { DeploymentReport, Report } from '../model/report.js';
import type { TopologyDocument } from '../model/topology.js';
import { checkWithEvaluations } from '../pipeline/check.js';

/** One topology as an editor has it, checked. */
export interface View {
  readonly input: Input;
  readonly catalogue: Catalogue;
  /** The report of `check`, without fixes. */
  readonly report: Report;
  /** Everything that is known of hosts, nodes, listeners and links; absent where the text cannot be read. */
  readonly listing?: DeploymentReport;
  readonly deployment?: Deployment;
  /** The text with positions; absent where it is not YAML. */
  readonly source?: SourceText;
  /** The data of the text, or of the last text that could be read: half a line makes no text. */
  readonly data: Partial<TopologyDocument>;
}

/** Checks one topology as the command line does, but for the search for fixes: that is made when they are asked for. */
export function viewOf(input: Input, catalogue: Catalogue, before?: View): View {
  const { report, evaluations } = checkWithEvaluations([input], { catalogue, suggestions: false });
  const parsed = parseSource(input.file, input.text);
  const [listing] = report.deployments;
  const [evaluation] = evaluations;
  return {
    input,
    catalogue,
    report,
    ...(listing ? { listing } : {}),
    ...(evaluation ? { deployment: evaluation.deployment } : {}),
    ...(parsed.ok ? { source: parsed.source } : {}),
    data: parsed.ok && isMap(parsed.source.data) ? parsed.source.data : (before?.data ?? {}),
  };
}

function isMap(data: unknown): data is Partial<TopologyDocument> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}
