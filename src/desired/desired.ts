import type { Catalogue } from '../catalogue/catalogue.js';
import type { Release } from '../catalogue/release.js';
import { handEdits } from '../deployment/hand-edits.js';
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
    edits: editsOf(node, settings, deployment),
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

/** What has to be edited by hand, as far as no setting of the same file has it already. */
function editsOf(node: Node, settings: readonly ConfigSetting[], deployment: Deployment): readonly HandEdit[] {
  return handEdits(node, deployment)
    .filter((edit) => !settings.some((setting) => covers(setting, edit)))
    .map(({ reference, file, element, from, to, host }) => ({
      ...{ reference, file, element, from, to },
      ...present({ host }),
    }));
}
