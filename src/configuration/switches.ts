import { listOf } from '../catalogue/settings.js';
import type { Found } from '../model/fragment.js';
import type { Settings } from '../model/settings.js';
import { memo } from '../values/memo.js';
import { type NodeSettings, writtenPlace } from './node-settings.js';
import { foundIn } from './plain-values.js';

export interface Switches {
  readonly enable: ReadonlyMap<string, Found<true>>;
  readonly disable: ReadonlyMap<string, Found<false>>;
  /** Those that the files contain as the catalogue has them. */
  readonly asShipped: ReadonlyMap<string, Found<boolean>>;
}

/** Listeners and links that the files open or close, where the catalogue has it the other way. */
export function switchesOf(settings: NodeSettings): Switches {
  const enable = new Map<string, Found<true>>();
  const disable = new Map<string, Found<false>>();
  const asShipped = new Map<string, Found<boolean>>();
  const { listeners, links } = settings.release;
  for (const { id, enabled, enableSettings } of [...listeners, ...links]) {
    const state = stateIn(settings, enableSettings);
    if (!state) continue;
    if (state.value === enabled) asShipped.set(id, state);
    else if (state.value) enable.set(id, { ...state, value: true });
    else disable.set(id, { ...state, value: false });
  }
  return { enable, disable, asShipped };
}

/**
 * Whether a switch is on: all of its places in one kind of file are, or one is off. Undefined where the files do not say it.
 * A node with a TOML file has no others in force.
 */
function stateIn(settings: NodeSettings, switches: Settings): Found<boolean> | undefined {
  for (const places of placesByKind(switches)) {
    const state = stateOf(settings, places);
    if (state) return state;
  }
  return undefined;
}

function stateOf({ matching }: NodeSettings, places: readonly Place[]): Found<boolean> | undefined {
  const states = places.map(({ settings, on }) => {
    const leaf = matching(settings)[0];
    return leaf && foundIn(leaf.file, leaf, isOn(leaf.value, on), `${writtenPlace(leaf)} ${leaf.value}`);
  });
  const off = states.find((state) => state?.value === false);
  const [first] = states;
  return off ?? (states.includes(undefined) ? undefined : first);
}

/** One place of a switch, and the value there that means on. */
interface Place {
  readonly settings: Settings;
  readonly on: string | undefined;
}

/** The places of a switch apart, once per entry and release. */
const placesByKind = memo(({ toml, xml, yaml }: Settings): readonly (readonly Place[])[] =>
  [
    (toml === undefined ? [] : listOf(toml)).map((place) => ({ settings: { toml: place }, on: place.on })),
    (xml === undefined ? [] : listOf(xml)).map((place) => ({ settings: { xml: place }, on: place.on })),
    (yaml === undefined ? [] : listOf(yaml)).map((place) => ({ settings: { yaml: place }, on: place.on })),
  ].filter((places) => places.length > 0),
);

/** `true` when the catalogue names no value; with `*` every value is on. */
function isOn(value: string, on = 'true'): boolean {
  return on === '*' || value.toLowerCase() === on.toLowerCase();
}
