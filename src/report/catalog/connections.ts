import type { Known } from '../../model/product.js';
import type { Section } from '../page/page.js';
import type { ReleaseData } from './release-data.js';
import { switchText } from './view.js';

export function linkSection({ links }: ReleaseData): Section {
  return {
    title: 'links: what it dials',
    grid: {
      columns: [
        { title: 'link' },
        { title: 'from' },
        { title: 'to' },
        { title: 'listener' },
        { title: 'dials', right: true, solid: true },
        { title: 'own offset' },
        { title: 'default' },
      ],
      rows: links.map(({ link, from, to, listeners, defaultPort, takesOwnOffset, enabled }) => ({
        cells: [
          link,
          from,
          to,
          listeners.join(', '),
          defaultPort === null ? '' : `${defaultPort}`,
          ownOffsetText(takesOwnOffset),
          switchText(enabled),
        ],
      })),
    },
  };
}

function ownOffsetText(takesOffset: Known<boolean>): string {
  if (takesOffset === 'unknown') return 'unknown';
  return takesOffset ? 'added' : 'not added';
}

export function referenceSection({ selfReferences }: ReleaseData): Section {
  return {
    title: 'self-references: own ports in files that the offset may not reach',
    grid: {
      columns: [
        { title: 'reference' },
        { title: 'file' },
        { title: 'shipped text' },
        { title: 'moves' },
        { title: 'edit' },
      ],
      rows: selfReferences.map(({ reference, file, default: text, movesWithOffset, edit }) => ({
        cells: [
          reference,
          file,
          text,
          movesWithOffset === 'unknown' ? 'unknown' : movesWithOffset ? 'yes' : 'no',
          edit,
        ],
      })),
    },
  };
}

export function randomSection({ randomPorts }: ReleaseData): Section {
  const notes = randomPorts.map(({ protocol, cause, sources }) => ({
    about: `a ${protocol} port, drawn at every start`,
    lines: [cause],
    sources,
  }));
  return { title: 'random ports', notes };
}
