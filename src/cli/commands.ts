import type { Command } from 'commander';
import { addCheck } from './check.js';
import type { Context } from './context.js';
import { addPorts } from './ports.js';

/** Every command, in the order in which `--help` lists them. */
export const COMMANDS: readonly ((program: Command, context: Context) => void)[] = [addCheck, addPorts];
