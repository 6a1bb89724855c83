import type { Catalogue } from '../../catalogue/catalogue.js';
import type { Release, ReleaseListener } from '../../catalogue/release.js';
import type { ProductFile } from '../../model/product.js';
import type { Row } from '../page/page.js';
import { isCarriedOver } from './release-data.js';
import { type CatalogView, portText, switchText } from './view.js';

/** The compared facts of a listener that both releases have. */
type Field = 'basePort' | 'protocol' | 'shift' | 'enabled' | 'bind';

/** A difference to the release before. */
type Change =
  | {
      readonly listener: string;
      readonly change: 'appeared' | 'vanished';
      readonly basePort: number | null;
      readonly protocol: string;
    }
  | { readonly listener: string; readonly change: Field; readonly from: unknown; readonly to: unknown }
  | { readonly change: 'defaultOffset'; readonly from: number; readonly to: number };

interface ReleaseHistory {
  readonly version: string;
  readonly carriedOver: boolean;
  readonly defaultOffset: number;
  readonly profiles: readonly string[];
  readonly changes: readonly Change[];
}

/** Returns the releases of a product, each with what changed since the one before. */
export function historyView(product: ProductFile, catalogue: Pick<Catalogue, 'release'>): CatalogView {
  const releases = product.releases.flatMap((version) => catalogue.release(product.id, version) ?? []);
  const history = releases.map((release, index): ReleaseHistory => {
    const { version, defaultOffset, profiles } = release;
    const before = releases[index - 1];
    const changes = before ? changesBetween(before, release) : [];
    return { version, carriedOver: isCarriedOver(product, version), defaultOffset, profiles, changes };
  });
  const titles = ['release', 'offset', 'listener', 'change'];
  return {
    data: { product: product.id, name: product.name, releases: history },
    page: {
      sections: [
        {
          title: `${product.id}: ${product.name}`,
          text: ['what changed from release to release in what is opened; `offset` is the shipped one'],
          grid: {
            columns: titles.map((title, index) => ({ title, right: title === 'offset', solid: index < 2 })),
            rows: history.flatMap((release, index) => rowsOf(release, index === 0)),
          },
        },
      ],
    },
  };
}

function changesBetween(before: Release, after: Release): Change[] {
  const old = new Map(before.listeners.map((listener) => [listener.id, listener]));
  const current = new Set(after.listeners.map(({ id }) => id));
  const offset: Change[] =
    before.defaultOffset === after.defaultOffset
      ? []
      : [{ change: 'defaultOffset', from: before.defaultOffset, to: after.defaultOffset }];
  return [
    ...offset,
    ...after.listeners.flatMap((listener) => {
      const known = old.get(listener.id);
      return known ? differences(known, listener) : [presence(listener, 'appeared')];
    }),
    ...before.listeners.filter(({ id }) => !current.has(id)).map((listener) => presence(listener, 'vanished')),
  ];
}

function presence({ id: listener, basePort, protocol }: ReleaseListener, change: 'appeared' | 'vanished'): Change {
  return { listener, change, basePort, protocol };
}

const FIELDS: readonly Field[] = ['basePort', 'protocol', 'shift', 'enabled', 'bind'];

function differences(before: ReleaseListener, after: ReleaseListener): Change[] {
  return FIELDS.filter((field) => before[field] !== after[field]).map((change) => ({
    listener: after.id,
    change,
    from: before[change],
    to: after[change],
  }));
}

function rowsOf({ version, carriedOver, defaultOffset, changes }: ReleaseHistory, first: boolean): readonly Row[] {
  const row = (listener: string, change: string): Row => ({ cells: [version, `${defaultOffset}`, listener, change] });
  if (changes.length === 0) {
    const unchanged = carriedOver ? 'nothing known: carried over, not compared yet' : 'nothing';
    return [row('', first ? 'oldest release listed' : unchanged)];
  }
  return changes.map((change) => row('listener' in change ? change.listener : '', changeText(change)));
}

const FIELD_NAMES: Readonly<Record<Field, string>> = {
  basePort: 'base port',
  protocol: 'protocol',
  shift: 'shift',
  enabled: 'default',
  bind: 'bind',
};

function changeText(change: Change): string {
  if (change.change === 'defaultOffset') return `shipped offset: ${change.from} -> ${change.to}`;
  if ('basePort' in change) return `${change.change} (${portText(change.basePort)}/${change.protocol})`;
  return `${FIELD_NAMES[change.change]}: ${valueText(change.change, change.from)} -> ${valueText(change.change, change.to)}`;
}

function valueText(field: Field, value: unknown): string {
  if (field === 'enabled') return switchText(value === 'unknown' ? 'unknown' : value === true);
  return value === null ? portText(null) : `${value}`;
}
