import type { Command } from 'commander';
import type { Context } from '../context.js';
import { addCatalog } from './catalog.js';
import { addCheck } from './check.js';
import { addCompletion } from './completion.js';
import { addConfig } from './config.js';
import { addDiff } from './diff.js';
import { addExplain } from './explain.js';
import { addExport } from './export.js';
import { addFix } from './fix.js';
import { addFlows } from './flows.js';
import { addImport } from './import.js';
import { addInit } from './init.js';
import { addLsp } from './lsp.js';
import { addMcp } from './mcp.js';
import { addPage } from './page.js';
import { addPlan } from './plan.js';
import { addPorts } from './ports.js';
import { addPreflight } from './preflight.js';
import { addSchema } from './schema.js';
import { addVerify } from './verify.js';

/** Every command, in the order in which `--help` lists them. */
export const COMMANDS: readonly ((program: Command, context: Context) => void)[] = [
  addCheck,
  addFix,
  addPlan,
  addImport,
  addPorts,
  addFlows,
  addDiff,
  addVerify,
  addPreflight,
  addExport,
  addConfig,
  addCatalog,
  addExplain,
  addInit,
  addSchema,
  addPage,
  addCompletion,
  addLsp,
  addMcp,
];
