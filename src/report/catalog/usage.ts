import { type Catalogue, runs } from '../../catalogue/catalogue.js';
import type { Release, ReleaseListener } from '../../catalogue/release.js';
import { groupBy } from '../../deployment/lookup.js';
import type { PortRange } from '../../model/topology.js';
import { contains, effectivePort, formatRange } from '../../values/ports.js';
import type { Grid } from '../page/page.js';
import { type CatalogView, isRoomy, portText, switchText } from './view.js';

/** A listener whose base or effective port lies in the range asked for, in the releases in which it is the same. */
interface PortUse {
  readonly product: string;
  /** Ranges, ascending. */
  readonly releases: readonly string[];
  readonly listener: string;
  /** Before and after the shipped offset, 1-65535. */
  readonly basePort: number | null;
  readonly port: number | null;
  readonly protocol: string;
  readonly shift: string;
  readonly enabled: boolean | 'unknown';
  readonly purpose: string;
}

/**
 * Returns who uses a port in the whole estate, or in one product. `width` counts the columns of the terminal, 0 for any: where there is
 * little room, the purpose is left to the release's own page.
 */
export function usageView(
  catalogue: Catalogue,
  range: PortRange,
  products: readonly string[],
  width: number,
): CatalogView {
  const uses = [...products].sort().flatMap((product) => usesIn(catalogue, product, range));
  const title = `port ${formatRange(range)} in the catalogue`;
  const explained = '`port` is the effective one at the offset that the release ships with';
  const section =
    uses.length === 0
      ? { title, text: ['no listener uses it'] }
      : { title, text: [explained], grid: usageGrid(uses, isRoomy(width)) };
  return {
    data: uses,
    page: { sections: [section] },
    fullPage: { sections: [{ title, grid: usageGrid(uses, true) }] },
  };
}

function usageGrid(uses: readonly PortUse[], roomy: boolean): Grid {
  return {
    columns: [
      { title: 'port', right: true, solid: true },
      { title: 'base', right: true, solid: true },
      { title: 'protocol' },
      { title: 'product' },
      { title: 'releases' },
      { title: 'listener' },
      { title: 'shift' },
      { title: 'default' },
      ...(roomy ? [{ title: 'purpose' }] : []),
    ],
    rows: uses.map(({ product, releases, listener, basePort, port, protocol, shift, enabled, purpose }) => ({
      cells: [
        portText(port),
        portText(basePort),
        protocol,
        product,
        releases.join(', '),
        listener,
        shift,
        switchText(enabled),
        ...(roomy ? [purpose] : []),
      ],
    })),
  };
}

type Found = Omit<PortUse, 'releases' | 'product'> & { readonly version: string };

function usesIn(catalogue: Catalogue, product: string, range: PortRange): PortUse[] {
  const versions = catalogue.product(product)?.releases ?? [];
  const found = versions.flatMap((version) => {
    const release = catalogue.release(product, version);
    return release
      ? release.listeners.map((listener) => useOf(release, listener)).filter((use) => uses(use, range))
      : [];
  });
  const alike = groupBy(found, ({ listener, basePort, port, protocol, shift, enabled }) =>
    JSON.stringify([listener, basePort, port, protocol, shift, enabled]),
  );
  return [...alike.values()].map((group) => {
    const [{ version: _, ...use }] = group;
    const present = new Set(group.map(({ version }) => version));
    return { product, releases: runs(versions, (version) => present.has(version)), ...use };
  });
}

function useOf(release: Release, listener: ReleaseListener): Found {
  const { id, basePort, protocol, shift, explicitTakesOffset, increment, enabled, purpose } = listener;
  const effective = effectivePort({
    basePort,
    configured: undefined,
    shift,
    explicitTakesOffset,
    increment,
    offset: release.defaultOffset,
    shipped: true,
  });
  return {
    version: release.version,
    listener: id,
    basePort,
    port: effective?.port ?? null,
    protocol,
    shift,
    enabled,
    purpose,
  };
}

function uses({ basePort, port }: Found, range: PortRange): boolean {
  return (basePort !== null && contains(range, basePort)) || (port !== null && contains(range, port));
}
