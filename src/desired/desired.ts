import type { Catalogue } from '../catalogue/catalogue.js';
import type { Release } from '../catalogue/release.js';
import { lookupIn } from '../deployment/lookup.js';
import type { Deployment, Node } from '../model/deployment.js';
import type { ConfigSetting, HandEdit, NodeConfig } from '../model/desired.js';
import { namesPort } from '../values/ports.js';
import { present } from '../values/present.js';
import { linkSettings, undecidedLinks } from './links.js';
import { tomlOf } from './places.js';
import { portSettings } from './ports.js';
import { unlinked } from './unlinked.js';

/**
 * Returns the settings that realise a plan, node by node in the order of the plan. The catalogue has to know the products of the plan,
 * those that it brings along included.
 */
export function configOf(deployment: Deployment, catalogue: Catalogue): NodeConfig[] {
  return deployment.nodes.flatMap((node) => {
    const release = catalogue.release(node.product, node.release);
    return release ? [configOfNode(node, release, deployment)] : [];
  });
}

function configOfNode(node: Node, release: Release, deployment: Deployment): NodeConfig {
  const { id, host, product, version, profile } = node;
  const settings = [
    offsetSetting(node, release),
    ...portSettings(node, release, deployment),
    ...linkSettings(node, release, deployment),
  ];
  return {
    ...{ node: id, host, product, version, profile },
    model: release.configModel,
    settings,
    edits: handEdits(node, deployment).filter((edit) => !settings.some((setting) => covers(setting, edit))),
    undecided: undecidedLinks(node, deployment),
    ...present({ unlinked: unlinked(node.id, deployment) }),
  };
}

function offsetSetting({ offset, shippedOffset, offsetSetting }: Node, release: Release): ConfigSetting {
  const place = { ...offsetSetting, ...tomlOf(release.offsetSettings, release) };
  return { kind: 'offset', id: 'offset', value: offset, ...place, isDefault: offset === shippedOffset };
}

/** A setting of the same file carries the port already. */
function covers({ kind, file, value }: ConfigSetting, { file: edited, to }: HandEdit): boolean {
  return kind === 'link' && file === edited && namesPort(String(value), to);
}

/** Own ports in files, as far as the node opens the listeners they name; where the topology contains the present value, from that one. */
function handEdits(node: Node, deployment: Deployment): HandEdit[] {
  const { listener: listenerOf } = lookupIn(deployment);
  return node.selfReferences
    .filter(({ edit, disabled }) => edit !== 'optional' && !disabled)
    .flatMap(({ id, file, element, ports, configured }) =>
      ports
        .filter(({ listener }) => listenerOf(node.id, listener))
        .map(({ shipped, effective }) => ({
          reference: id,
          file,
          element,
          from: configured ?? shipped + node.shippedOffset,
          to: effective,
        }))
        // A file may contain several ports, but the topology declares one: the entry that matches it is skipped.
        .filter(({ from, to }) => from !== to && !ports.some(({ effective }) => effective === configured)),
    );
}
