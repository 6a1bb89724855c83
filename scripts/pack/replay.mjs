// Proposes the releases whose packs are kept, each from the release before it alone.
import { distributed } from './profiles.mjs';
import { proposed } from './propose.mjs';
import { readStored, storedProducts } from './store.mjs';

/**
 * Proposes every release that is kept but the oldest of each product. The first release of a distribution that was a part of another
 * product is proposed from that product. Nothing is read of the release that is proposed but its pack.
 *
 * @param decided what the catalogue says of a product in a release
 * @param rules the rules of places.yaml
 */
export function* replayed(decided, rules) {
  for (const id of storedProducts()) {
    const { from, releases, profiles } = readStored(id);
    let last = from && {
      release: distributed(decided(from.product, from.release), from.profiles),
      facts: readStored(from.product).releases.get(from.release),
    };
    for (const [version, facts] of releases) {
      if (last)
        yield {
          id,
          version,
          facts,
          ...proposed(last.release, version, last.facts, facts, rules, profiles.get(version)),
        };
      last = { release: decided(id, version), facts };
    }
  }
}
