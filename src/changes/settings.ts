import { groupBy, lookupIn } from '../deployment/lookup.js';
import type { SettingChange } from '../model/changes.js';
import type { Deployment, SelfReference } from '../model/deployment.js';
import type { ConfigSetting, NodeConfig } from '../model/desired.js';
import { endText, namesPort } from '../values/ports.js';
import { present } from '../values/present.js';

interface Configured {
  readonly deployment: Deployment;
  readonly configs: readonly NodeConfig[];
}

/** Returns the values of files that are different: settings, and own ports that no offset moves. */
export function settingChanges(before: Configured | undefined, after: Configured): readonly SettingChange[] {
  const old = new Map(before?.configs.map((config) => [config.node, settingsOf(config)]));
  return after.configs.flatMap((config) => {
    const known = old.get(config.node);
    const settings = [...settingsOf(config)].flatMap(([key, setting]) => changeOf(config.node, known, key, setting));
    const references = referenceChanges(before?.deployment, after.deployment, config.node).filter(
      ({ setting }) => setting !== '',
    );
    return unique([
      ...settings,
      ...references.filter((reference) => !settings.some((setting) => covers(setting, reference))),
    ]);
  });
}

/** Returns the values that the product keeps where no file is edited, as a database, and that name another port now. */
export function storedChanges(before: Deployment | undefined, after: Deployment): readonly SettingChange[] {
  return after.nodes.flatMap(({ id }) => referenceChanges(before, after, id)).filter(({ setting }) => setting === '');
}

interface Setting {
  readonly file: string;
  readonly setting: string;
  readonly value: string;
  readonly isDefault: boolean;
}

/** The settings of a node that are in a file, the values of one setting together. */
function settingsOf({ settings }: NodeConfig): ReadonlyMap<string, Setting> {
  const placed = settings.flatMap((setting) =>
    setting.file === undefined ? [] : [{ ...setting, file: setting.file }],
  );
  const groups = groupBy(placed, ({ kind, id }) => `${kind} ${id}`);
  return new Map(
    [...groups].map(([key, group]) => [
      key,
      {
        file: group[0].file,
        setting: group[0].setting ?? '',
        value: group.map(({ value }: ConfigSetting) => value).join(', '),
        isDefault: group.every(({ isDefault }) => isDefault),
      },
    ]),
  );
}

function changeOf(
  node: string,
  known: ReadonlyMap<string, Setting> | undefined,
  key: string,
  { file, setting, value, isDefault }: Setting,
): SettingChange[] {
  const before = known?.get(key);
  // Defaults of a new node need no line.
  if (before === undefined ? isDefault : before.value === value) return [];
  return [present({ node, file, setting, from: before?.value, to: value })];
}

/** A setting of the same file has the port already. */
function covers({ file, to }: SettingChange, reference: SettingChange): boolean {
  return file === reference.file && namesPort(to, Number(reference.to.split(':').at(-1)));
}

/** Own ports of a node, in places that the offset does not reach, which are others than before; than the shipped ones for a new node. */
function referenceChanges(before: Deployment | undefined, after: Deployment, id: string): readonly SettingChange[] {
  const now = lookupIn(after).node(id);
  const old = before === undefined ? undefined : lookupIn(before).node(id);
  if (!now) return [];
  const isOpen = (listener: string) => lookupIn(after).listener(id, listener) !== undefined;
  return now.selfReferences
    .filter(({ edit, disabled }) => edit !== 'optional' && !disabled)
    .flatMap((reference) => {
      const { file, element } = reference;
      const earlier = old?.selfReferences.find((other) => other.id === reference.id);
      return reference.ports
        .filter(({ listener }) => isOpen(listener))
        .map(({ listener, shipped, effective, host }) => ({
          ...{ node: id, file, setting: element },
          from: endIn(earlier, listener) ?? `${reference.configured ?? shipped}`,
          to: endText(effective, host),
        }))
        .filter(({ from, to }) => from !== to);
    });
}

/** The port that is there: the one that the plan says, else the one that the node needs. */
function endIn(reference: SelfReference | undefined, listener: string): string | undefined {
  const [only, ...others] = reference?.ports ?? [];
  if (reference?.configured !== undefined && only && others.length === 0) return `${reference.configured}`;
  const port = reference?.ports.find((each) => each.listener === listener);
  return port && endText(port.effective, port.host);
}

/** Links that are read from one place have one value. */
function unique(changes: readonly SettingChange[]): readonly SettingChange[] {
  return [...new Map(changes.map((change) => [JSON.stringify(change), change])).values()];
}
