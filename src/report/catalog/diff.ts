import type { Release } from '../../catalogue/release.js';
import { settingPlace } from '../../catalogue/settings.js';
import type { Settings } from '../../model/settings.js';
import type { Section } from '../page/page.js';
import { type CatalogView, portText } from './view.js';

/** The compared facts of an entry, by their names for people; undefined where it has no such value. */
type Compared = Readonly<Record<string, unknown>>;

/** The differences of an entry in another release: all of it where one of them does not have the entry. */
interface Difference {
  readonly kind: 'release' | 'listener' | 'link' | 'self-reference' | 'role';
  readonly id: string;
  readonly change: string;
  readonly from: unknown;
  readonly to: unknown;
}

const TITLES: Readonly<Record<Difference['kind'], string>> = {
  release: 'release',
  listener: 'ports: what it opens',
  link: 'links: what it dials',
  'self-reference': 'self-references: own ports in files',
  role: 'roles: which profiles play them',
};

/** Returns what changes where one release of a product is replaced by another: what an upgrade means. */
export function diffView(before: Release, after: Release): CatalogView {
  const differences = [
    ...changesOf('release', new Map([['', headOf(before)]]), new Map([['', headOf(after)]])),
    ...changesOf('listener', listenersOf(before), listenersOf(after)),
    ...changesOf('link', linksOf(before), linksOf(after)),
    ...changesOf('self-reference', referencesOf(before), referencesOf(after)),
    ...changesOf('role', rolesOf(before), rolesOf(after)),
  ];
  const title = `${after.product}: from ${before.version} to ${after.version}`;
  const sections = Object.keys(TITLES).flatMap((kind) => sectionOf(kind as Difference['kind'], differences));
  return {
    data: { product: after.product, from: before.version, to: after.version, differences },
    page: { sections: [{ title, text: differences.length === 0 ? ['nothing changed'] : [] }, ...sections] },
  };
}

function sectionOf(kind: Difference['kind'], differences: readonly Difference[]): Section[] {
  const own = differences.filter((difference) => difference.kind === kind);
  if (own.length === 0) return [];
  const rows = own.map(({ id, change, from, to }) => ({ cells: [id, change, textOf(from, to), textOf(to, from)] }));
  const columns = [kind, 'change', 'before', 'after'].map((title, index) => ({ title, solid: index === 0 }));
  return [{ title: TITLES[kind], grid: { columns, rows } }];
}

function changesOf(
  kind: Difference['kind'],
  before: ReadonlyMap<string, Compared>,
  after: ReadonlyMap<string, Compared>,
): Difference[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((id) => {
    const [old, current] = [before.get(id), after.get(id)];
    if (!old || !current) {
      const present = old ?? current ?? {};
      const [, value] = Object.entries(present)[0] ?? [];
      const change = old ? 'vanished' : 'appeared';
      return [{ kind, id, change, from: old ? value : undefined, to: old ? undefined : value }];
    }
    const fields = Object.keys({ ...old, ...current });
    const changed = fields.filter((field) => JSON.stringify(old[field]) !== JSON.stringify(current[field]));
    return changed.map((change) => ({ kind, id, change, from: old[change], to: current[change] }));
  });
}

/** A value for people; of two lists, only what the other one does not have. */
function textOf(value: unknown, other: unknown): string {
  if (value === undefined) return '';
  if (value === null) return portText(null);
  if (Array.isArray(value)) {
    const own = Array.isArray(other) ? value.filter((item) => !other.includes(item)) : value;
    return own.length === 0 ? '' : own.join(', ');
  }
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return `${value}`;
}

function placeOf(release: Release, settings: Settings): string | undefined {
  const place = settingPlace(settings, release);
  return place && `${place.file} ${place.setting}`.trim();
}

function headOf({ defaultOffset, configModel, profiles, ...release }: Release): Compared {
  const offset = placeOf({ defaultOffset, configModel, profiles, ...release }, release.offsetSettings);
  return { 'shipped offset': defaultOffset, 'configured in': configModel, profiles, 'setting of the offset': offset };
}

function listenersOf(release: Release): ReadonlyMap<string, Compared> {
  return new Map(
    release.listeners.map((one) => [
      one.id,
      {
        'base port': one.basePort,
        protocol: one.protocol,
        transport: one.transport,
        shift: one.shift,
        'offset added to a written port': one.explicitTakesOffset,
        'added by the product': one.increment,
        'open by default': one.enabled,
        bind: one.bind,
        profiles: one.profiles,
        setting: placeOf(release, one.settings),
      },
    ]),
  );
}

function linksOf(release: Release): ReadonlyMap<string, Compared> {
  return new Map(
    release.links.map((one) => [
      one.id,
      {
        dials: one.defaultPort,
        from: one.from,
        to: one.to,
        listener: one.listeners,
        'own offset added': one.takesOwnOffset,
        'used by default': one.enabled,
        kind: one.kind,
        ends: one.reach.reaches,
        setting: placeOf(release, one.settings),
      },
    ]),
  );
}

function referencesOf(release: Release): ReadonlyMap<string, Compared> {
  return new Map(
    release.selfReferences.map((one) => [
      one.id,
      { 'shipped text': one.default, edit: one.edit, setting: placeOf(release, one.settings) },
    ]),
  );
}

function rolesOf({ roles }: Release): ReadonlyMap<string, Compared> {
  return new Map([...roles].map(([role, players]) => [role, { 'played by': players }]));
}
