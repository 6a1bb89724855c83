import type { Catalogue } from '../catalogue/catalogue.js';
import type { SourceText } from '../load/source-text.js';
import type { Deployment } from '../model/deployment.js';
import type { Input } from '../model/input.js';
import type { DeploymentReport, Report } from '../model/report.js';
import type { TopologyDocument } from '../model/topology.js';
import { checkWithEvaluations } from '../pipeline/check.js';
import { listingOf } from '../pipeline/listing.js';

/** One topology as an editor has it, checked. */
export interface View {
  readonly input: Input;
  readonly catalogue: Catalogue;
  /** The text of a file of a product that the topology points at. */
  readonly productOf: (file: string) => string | undefined;
  /** The report of `check`, without fixes and listings. */
  readonly report: Report;
  /** Absent where the text cannot be read. */
  readonly deployment?: Deployment;
  /** The text with positions; absent where it is not YAML. */
  readonly source?: SourceText;
  /** The data of the text, or of the last text that could be read: half a line makes no text. */
  readonly data: Partial<TopologyDocument>;
}

/** Checks one topology as the command line does, but for the search for fixes: that is made when they are asked for. */
export function viewOf(
  input: Input,
  catalogue: Catalogue,
  before?: View,
  productOf: View['productOf'] = () => undefined,
): View {
  const options = { catalogue, suggestions: false, listings: false, kept: true };
  const { report, evaluations, texts } = checkWithEvaluations([input], options);
  const [evaluation] = evaluations;
  const [source] = texts;
  return {
    input,
    catalogue,
    productOf,
    report,
    ...(evaluation ? { deployment: evaluation.deployment } : {}),
    ...(source ? { source } : {}),
    data: isMap(source?.data) ? source.data : (before?.data ?? {}),
  };
}

/** Returns everything that is known of hosts, nodes, listeners and links; undefined where the text cannot be read. */
export function listingIn({ deployment }: View): DeploymentReport | undefined {
  return deployment && listingOf(deployment);
}

function isMap(data: unknown): data is Partial<TopologyDocument> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}
