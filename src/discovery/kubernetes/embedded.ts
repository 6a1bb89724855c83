import { readingOfFile } from '../../configuration/file-reading.js';
import { relocatedFragment } from '../../configuration/relocation.js';
import type { Position } from '../../model/finding.js';
import type { Fragment } from '../../model/fragment.js';
import type { ConfigMapManifest, Container, EmbeddedText, Workload } from '../../model/manifests.js';
import { lineStarts } from '../../values/lines.js';
import { inOneNamespace } from './bundles.js';
import { isMounted, placeIn } from './file-maps.js';

/** A text of a ConfigMap that a container sees as a file. */
export interface MountedText {
  readonly map: ConfigMapManifest;
  readonly text: EmbeddedText;
  /** Where the container sees it. */
  readonly path: string;
}

/** Returns the texts that a container mounts. */
export function mountedTexts(
  container: Container,
  workload: Workload,
  maps: readonly ConfigMapManifest[],
): readonly MountedText[] {
  return container.mounts.flatMap((mount) => {
    const map = maps.find((candidate) => isMounted(candidate, mount) && inOneNamespace(candidate, workload));
    return (map?.files ?? []).flatMap((text): MountedText[] => {
      const path = placeIn(mount, text.key);
      return !map || path === undefined ? [] : [{ map, text, path }];
    });
  });
}

/** Reads a mounted text as the file that it is, with places in the manifest; undefined for files that say nothing about ports. */
export function fragmentOf({ text, path }: MountedText): Fragment | undefined {
  const { fragment } = readingOfFile(path, new TextEncoder().encode(text.text));
  if (!fragment) return undefined;
  const settings = fragment.settings.map((leaf) => ({ ...leaf, meantFor: path }));
  return relocatedFragment({ ...fragment, settings }, text.file, text);
}

/** Where each line of a text starts in the manifest; empty where only the place of the whole text is known. */
export function linePositions({ text, positionOf }: EmbeddedText): readonly Position[] {
  return positionOf ? lineStarts(text).map(positionOf) : [];
}
