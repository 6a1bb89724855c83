import { settingTexts } from '../../catalogue/settings.js';
import type { Known } from '../../model/product.js';
import { isPort } from '../../values/ports.js';
import type { Grid } from '../page/page.js';
import type { ListenerData, ReleaseData } from './release-data.js';
import { portText, switchText } from './view.js';

/** Returns what a person looks for first; the rest is in the notes. */
export function listenerGrid(data: ReleaseData, roomy: boolean): Grid {
  const { listeners } = data;
  const several = hasProfiles(data);
  return {
    columns: [
      { title: 'port', right: true, solid: true },
      { title: 'listener' },
      { title: 'base', right: true, solid: true },
      { title: 'shift' },
      { title: 'by hand' },
      { title: 'default' },
      { title: 'bind' },
      ...(several ? [{ title: 'profiles' }] : []),
      ...(roomy ? [{ title: 'purpose' }] : []),
    ],
    rows: listeners.map((entry) => ({
      cells: [
        `${portText(entry.port)}/${entry.protocol}`,
        entry.listener,
        portText(entry.basePort),
        entry.shift,
        byHandText(entry.explicitTakesOffset),
        switchText(entry.enabled),
        entry.bind,
        ...(several ? [profilesText(entry.profiles)] : []),
        ...(roomy ? [entry.purpose] : []),
      ],
      alarm: isOutOfRange(entry),
    })),
  };
}

/** Returns a line for each port; profiles are numbers, in the order of the release. */
export function briefGrid(data: ReleaseData): Grid {
  const { listeners, profiles } = data;
  const several = hasProfiles(data);
  const numbers = (names: readonly string[]) =>
    names.includes('all')
      ? 'all'
      : profiles.flatMap((name, at) => (names.includes(name) ? [at + 1] : [])).join(' ') || 'none';
  return {
    columns: [
      { title: 'port', right: true, solid: true },
      { title: 'listener', solid: true },
      { title: 'shift' },
      { title: 'default' },
      ...(several ? [{ title: 'profiles' }] : []),
    ],
    rows: listeners.map((entry) => ({
      cells: [
        `${portText(entry.port)}/${entry.protocol}`,
        entry.listener,
        entry.shift,
        switchText(entry.enabled),
        ...(several ? [numbers(entry.profiles)] : []),
      ],
      alarm: isOutOfRange(entry),
    })),
  };
}

/** Several profiles are shown at once. */
export function hasProfiles({ profile, profiles }: ReleaseData): boolean {
  return profile === undefined && profiles.length > 1;
}

const FULL_COLUMNS = [
  'listener',
  'port',
  'basePort',
  'protocol',
  'transport',
  'shift',
  'explicitTakesOffset',
  'enabled',
  'profiles',
  'bind',
  'purpose',
  'settings',
  'notes',
  'sources',
];

export function fullListenerGrid({ listeners }: ReleaseData): Grid {
  return {
    columns: FULL_COLUMNS.map((title) => ({ title, right: title === 'port' || title === 'basePort' })),
    rows: listeners.map((entry) => ({
      cells: [
        entry.listener,
        entry.port === null ? '' : `${entry.port}`,
        entry.basePort === null ? '' : `${entry.basePort}`,
        entry.protocol,
        entry.transport,
        entry.shift,
        `${entry.explicitTakesOffset}`,
        `${entry.enabled}`,
        entry.profiles.join(' '),
        entry.bind,
        entry.purpose,
        settingTexts(entry.settings).join('; '),
        entry.notes,
        entry.sources.join('; '),
      ],
      alarm: isOutOfRange(entry),
    })),
  };
}

function isOutOfRange({ port }: ListenerData): boolean {
  return port !== null && !isPort(port);
}

/** The effective port of a number that is written into the configuration. */
function byHandText(takesOffset: Known<boolean>): string {
  if (takesOffset === 'unknown') return 'unknown';
  return takesOffset ? '+ offset' : 'as written';
}

function profilesText(profiles: readonly string[]): string {
  return profiles.length === 0 ? 'none' : profiles.join(', ');
}
