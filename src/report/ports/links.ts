import type { DeploymentReport, LinkReport } from '../../model/report.js';
import { compareTexts } from '../../values/lists.js';
import type { Grid } from '../page/page.js';

/** A link whose value has to be written: it has none yet, or a wrong one. */
export interface LinkRow {
  readonly node: string;
  readonly link: string;
  readonly target: string;
  readonly listener: string;
  /** The port to write, 1-65535, and the same with the host of the target. */
  readonly expectedPort: number;
  readonly endpoint: string;
  /** The endpoint that is dialled now; empty where none is written. */
  readonly now: string;
  readonly outcome: LinkReport['outcome'];
}

const TO_CONFIGURE: ReadonlySet<LinkReport['outcome']> = new Set([
  'derived',
  'port-mismatch',
  'unknown-host',
  'scheme-mismatch',
  'self',
]);

/** Returns the links of a deployment that have to be configured, by node, link and target. */
export function linksToConfigure({ links, nodes }: Pick<DeploymentReport, 'links' | 'nodes'>): readonly LinkRow[] {
  const hosts = new Map(nodes.map(({ id, host }) => [id, host]));
  const rows = links.flatMap(
    ({ node, link, target = '', listener, expectedHost, expectedPort, endpoint: now = '', outcome }) =>
      expectedPort === undefined || !TO_CONFIGURE.has(outcome)
        ? []
        : [
            {
              node,
              link,
              target,
              listener,
              expectedPort,
              endpoint: `${expectedHost ?? hosts.get(target) ?? ''}:${expectedPort}`,
              now,
              outcome,
            },
          ],
  );
  return rows.sort((a, b) => compareTexts(keyOf(a), keyOf(b)));
}

function keyOf({ node, link, target, now }: LinkRow): string {
  return [node, link, target, now].join(' ');
}

export function linkGrid(rows: readonly LinkRow[]): Grid {
  const titles = ['node', 'link', 'target', 'listener', 'configure', 'now', 'outcome'];
  return {
    columns: titles.map((title) => ({ title })),
    rows: rows.map(({ node, link, target, listener, endpoint, now, outcome }) => ({
      cells: [node, link, target, listener, endpoint, now, outcome],
      alarm: outcome !== 'derived',
    })),
  };
}
