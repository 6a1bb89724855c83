import type { NodeConfig } from '../../model/desired.js';

/** Turns the settings of nodes into text. */
export type ConfigReporter = (nodes: readonly NodeConfig[]) => string;
