import type { Changes } from '../../model/changes.js';
import type { PageStyle } from '../page/page.js';

/** Turns the difference between two plans into text. */
export type ChangeReporter = (changes: Changes, style: PageStyle) => string;
