import type { PageStyle } from '../page/page.js';
import type { PortList } from './list.js';

/** Turns a list of ports into text. */
export type PortReporter = (list: PortList, style: PageStyle) => string;
