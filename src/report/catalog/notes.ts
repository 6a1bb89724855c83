import { settingTexts } from '../../catalogue/settings.js';
import type { Note, Section } from '../page/page.js';
import type { LinkData, ListenerData, ReferenceData, ReleaseData } from './release-data.js';

/** The title of the notes on links. */
export const LINK_NOTES = 'links: settings, notes and sources';

/** Page and shipped file differ in places; the notes say where. */
export function noteSections(
  { product, version, listeners, links, selfReferences, roles, roleSources, notes }: ReleaseData,
  roomy: boolean,
): readonly Section[] {
  return [
    { title: 'listeners: settings, notes and sources', notes: listeners.map((entry) => listenerNote(entry, roomy)) },
    { title: LINK_NOTES, notes: links.map(linkNote) },
    { title: 'self-references: notes and sources', notes: selfReferences.map(referenceNote) },
    { title: 'roles: which profiles play them', notes: roleSources.length === 0 ? [] : [roleNote(roles, roleSources)] },
    {
      title: `notes on ${product} ${version}`,
      notes: notes.map(({ about, text }) => ({ about, lines: [text], sources: [] })),
    },
  ];
}

function roleNote(roles: ReleaseData['roles'], sources: readonly string[]): Note {
  const lines = Object.entries(roles).map(([role, profiles]) => `${role}: ${profiles.join(', ')}`);
  return { about: 'roles of the profiles', lines, sources };
}

function labelled(label: string, texts: readonly string[]): readonly string[] {
  return texts.filter((text) => text !== '').map((text) => `${label}: ${text}`);
}

function listenerNote(entry: ListenerData, roomy: boolean): Note {
  const lines = [
    ...labelled('purpose', roomy ? [] : [entry.purpose]),
    ...labelled('setting', settingTexts(entry.settings)),
    ...labelled('switch', settingTexts(entry.enableSettings)),
    ...labelled('proxy', settingTexts(entry.proxySettings)),
    ...labelled('edit by hand', [entry.manualEdit]),
    ...labelled('also called', [entry.aliases.join(', ')]),
    ...labelled('note', [entry.notes]),
  ];
  return {
    about: `${entry.listener} ${entry.port === null ? '' : `(${entry.derivation})`}`.trimEnd(),
    lines,
    sources: entry.sources,
  };
}

function linkNote({ link, defaultValue, settings, aliases, notes, sources }: LinkData): Note {
  const lines = [
    ...labelled('shipped', [defaultValue]),
    ...labelled('setting', settingTexts(settings)),
    ...labelled('also called', [aliases.join(', ')]),
    ...labelled('note', [notes]),
  ];
  return { about: link, lines, sources };
}

function referenceNote({ reference, element, aliases, notes, sources }: ReferenceData): Note {
  return {
    about: reference,
    lines: [
      ...labelled('element', [element]),
      ...labelled('also called', [aliases.join(', ')]),
      ...labelled('note', [notes]),
    ],
    sources,
  };
}
