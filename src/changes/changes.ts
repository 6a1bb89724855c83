import type { Changes, DeploymentChanges } from '../model/changes.js';
import type { Deployment } from '../model/deployment.js';
import type { NodeConfig } from '../model/desired.js';
import type { Flow } from '../model/flow.js';
import type { Finding } from '../model/report.js';
import { present } from '../values/present.js';
import { linkChanges } from './links.js';
import { openingChanges } from './openings.js';
import { portChanges } from './ports.js';
import { settingChanges, storedChanges } from './settings.js';

/** One deployment of a plan, with everything that was derived from it. */
export interface Side {
  readonly deployment: Deployment;
  /** Its connections that leave their machine, one for each source, destination, port and protocol. */
  readonly openings: readonly Flow[];
  readonly configs: readonly NodeConfig[];
}

/** A plan: its deployments, and its findings. */
export interface PlanState {
  readonly sides: readonly Side[];
  readonly findings: readonly Finding[];
  /** Names a file the same way in both plans. */
  readonly nameOf: (file: string) => string;
}

/** Compares two plans. Deployments are the same by their files, or where each plan has only one. */
export function changesBetween(old: PlanState, now: PlanState): Changes {
  return {
    deployments: pairsOf(old, now).map(deploymentChanges),
    found: missingIn(old, now),
    gone: missingIn(now, old),
  };
}

type Pair = { readonly before?: Side; readonly after: Side } | { readonly before: Side; readonly after?: undefined };

function pairsOf(old: PlanState, now: PlanState): readonly Pair[] {
  const [before, after] = [old.sides, now.sides];
  if (before.length === 1 && after.length === 1)
    return before.flatMap((side) => after.map((other) => ({ before: side, after: other })));
  const key = ({ nameOf }: PlanState, { deployment }: Side) => nameOf(deployment.files[0] ?? '');
  const known = new Map(before.map((side) => [key(old, side), side]));
  const kept = new Set(after.map((side) => key(now, side)));
  return [
    ...after.map((side): Pair => ({ ...present({ before: known.get(key(now, side)) }), after: side })),
    ...before.filter((side) => !kept.has(key(old, side))).map((side): Pair => ({ before: side })),
  ];
}

function deploymentChanges(pair: Pair): DeploymentChanges {
  const { before, after } = pair;
  const { deployment } = pair.after ?? pair.before;
  return {
    file: deployment.files[0] ?? '',
    ...present({ name: deployment.name, only: onlyIn(pair) }),
    ports: portChanges(before?.deployment, after?.deployment),
    links: before && after ? linkChanges(before.deployment, after.deployment) : [],
    openings: openingChanges(before?.openings ?? [], after?.openings ?? []),
    edits: after ? settingChanges(before, after) : [],
    stored: after ? storedChanges(before?.deployment, after.deployment) : [],
  };
}

function onlyIn({ before, after }: Pair): 'old' | 'new' | undefined {
  if (before === undefined) return 'new';
  return after === undefined ? 'old' : undefined;
}

/** Returns the findings of a plan that another one does not have; a finding that is there twice has to be there twice. */
function missingIn(other: PlanState, { findings, nameOf }: PlanState): readonly Finding[] {
  const isOne = other.sides.length < 2;
  const key = (name: string, fingerprint: string) => (isOne ? fingerprint : `${fingerprint} ${name}`);
  const left = new Map<string, number>();
  for (const { file, fingerprint } of other.findings) {
    const id = key(other.nameOf(file), fingerprint);
    left.set(id, (left.get(id) ?? 0) + 1);
  }
  return findings.filter(({ file, fingerprint }) => {
    const id = key(nameOf(file), fingerprint);
    const count = left.get(id) ?? 0;
    left.set(id, count - 1);
    return count <= 0;
  });
}
