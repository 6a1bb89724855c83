import { lookupIn } from '../../deployment/lookup.js';
import type { Decision } from '../../model/correction.js';
import type { Deployment, Node } from '../../model/deployment.js';
import type { DiscoveredDeployment } from '../../model/discovered.js';
import type { Edit, Range } from '../../model/finding.js';
import type { Fragment } from '../../model/fragment.js';
import { configuredKey, toPointer } from '../../values/paths.js';

/** One value of a product's file, or one line that is added to it. */
export interface ValueChange extends TextOfFile {
  readonly edit: Edit;
}

/** A part of a product's file and what comes in its place. */
export interface TextOfFile {
  readonly file: string;
  readonly range: Range;
  /** The present value; absent where a line is inserted above the range. */
  readonly from?: string;
  /** The new value, or the line. */
  readonly to: string;
}

/** A decision with what it does to the product's files; without replacements where a value has no certain place. */
export interface PlacedDecision {
  readonly decision: Decision;
  readonly replacements?: readonly ValueChange[];
}

/** The values that the files of an edited node have; undefined for a node without files, and for what is not a node. */
export function configuredOf({ path: [root, id] }: Pick<Edit, 'path'>, deployment: Deployment): Node['configured'] {
  return root === 'nodes' ? lookupIn(deployment).node(String(id))?.configured : undefined;
}

/** The value that a file of a node has, and what comes in its place; undefined where its place is not known. */
export function configuredChange(edit: Edit, deployment: Deployment): ValueChange | undefined {
  const value = configuredOf(edit, deployment)?.get(configuredKey(edit.path));
  if (!value?.place.range) return undefined;
  return { file: value.place.file, range: value.place.range, from: String(value.value), to: String(edit.to), edit };
}

/** Finds for each decision the values of the files that it changes. */
export function placed(
  decisions: readonly Decision[],
  found: DiscoveredDeployment,
  deployment: Deployment,
): readonly PlacedDecision[] {
  return decisions.map((decision) => {
    const replacements = decision.edits.map((edit) => replacementOf(edit, found, deployment));
    const complete = replacements.filter((replacement) => replacement !== undefined);
    return complete.length === decision.edits.length ? { decision, replacements: complete } : { decision };
  });
}

function replacementOf(edit: Edit, found: DiscoveredDeployment, deployment: Deployment): ValueChange | undefined {
  const change = configuredChange(edit, deployment);
  if (change) return change;
  const origin = found.origins.get(toPointer(edit.path));
  if (origin?.file !== undefined && origin.range && edit.from !== undefined)
    return { file: origin.file, range: origin.range, from: String(edit.from), to: String(edit.to), edit };
  const fragments = found.configurations?.get(String(edit.path[1]))?.fragments ?? [];
  return edit.path.length === 3 && edit.path[2] === 'offset' ? offsetLine(edit, fragments) : undefined;
}

/** An offset that no file has yet is certain to belong into the table of the server, where a deployment.toml has one. */
function offsetLine(edit: Edit, fragments: readonly Fragment[]): ValueChange | undefined {
  const toml = fragments.find(({ format, fault }) => format.model === 'toml' && format.part === 'main' && !fault);
  const inServer = toml?.settings.find(({ steps }) => steps.length === 2 && steps[0]?.name === 'server');
  const range = toml?.hostName?.range ?? inServer?.range;
  if (!toml || !range || !(toml.hostName?.why ?? 'server').startsWith('server')) return undefined;
  return { file: toml.file, range, to: `offset = ${String(edit.to)}`, edit };
}
