import type { Catalogue } from '../catalogue/catalogue.js';
import { foldedFlows } from '../deployment/folded-flows.js';
import { groupBy, lookupIn } from '../deployment/lookup.js';
import { machineOf } from '../deployment/machine.js';
import type { Deployment, Host } from '../model/deployment.js';
import type { ExportHost, ExportPlan } from '../model/export.js';
import type { Flow, FlowMatrix } from '../model/flow.js';
import { isAddress, isNumeric } from '../values/addresses.js';
import { compareTexts } from '../values/lists.js';
import { present } from '../values/present.js';
import { portsOf } from './ports.js';

/**
 * Takes out of a deployment what other tools need, host by host in the order of their names.
 * @param matrix the connections to export; the caller may have left out some
 */
export function exportPlanOf(deployment: Deployment, matrix: FlowMatrix, catalogue: Catalogue): ExportPlan {
  const [flows, unknown] = parted(foldedFlows(matrix.flows));
  const groups = {
    bySource: groupBy(flows, ({ sourceHost }) => sourceHost),
    leaving: groupBy(flows.filter(crosses), ({ sourceHost }) => machineOf(sourceHost, deployment)),
    entering: groupBy(flows.filter(crosses), ({ destinationHost }) => machineOf(destinationHost, deployment)),
  };
  const hosts = [...deployment.hosts].sort((a, b) => compareTexts(a.id, b.id));
  return {
    ...present({ name: deployment.name }),
    hosts: hosts.map((host): ExportHost => {
      const { id, on } = host;
      const isMachine = on === undefined;
      return {
        id,
        addresses: [...new Set([id, ...host.addresses])],
        numbers: numbersOf(host, deployment),
        ...present({ on }),
        nodes: lookupIn(deployment)
          .nodesOn(id)
          .map(({ id: node, product, version, profile, offset }) => ({ id: node, product, version, profile, offset })),
        ports: portsOf(host, deployment, catalogue),
        dials: groups.bySource.get(id) ?? [],
        enters: isMachine ? (groups.entering.get(id) ?? []) : [],
        leaves: isMachine ? (groups.leaving.get(id) ?? []) : [],
      };
    }),
    open: matrix.open,
    unknown,
  };
}

/**
 * The flows that lead to an address, and those that lead to a variable or to a text that is none. Other tools would render a variable as one of
 * their own templates, whoever wrote it.
 */
function parted(flows: readonly Flow[]): readonly [readonly Flow[], readonly Flow[]] {
  const isKnown = ({ destinationHost }: Flow) => isAddress(destinationHost);
  return [flows.filter(isKnown), flows.filter((flow) => !isKnown(flow))];
}

function crosses({ crossesHosts }: Flow): boolean {
  return crossesHosts;
}

function numbersOf({ id, addresses, on }: Host, deployment: Deployment): readonly string[] {
  const own = [...new Set([id, ...addresses])].filter(isNumeric);
  const machine = lookupIn(deployment).host(on);
  return own.length > 0 || !machine ? own : numbersOf(machine, deployment);
}
