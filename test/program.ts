import { fileURLToPath } from 'node:url';

const built = [process.execPath, fileURLToPath(new URL('../dist/bin/wso2-topology.cjs', import.meta.url))] as const;

/** The program that users get, with the words that start it: what was built, or the single executable that the environment names. */
export const PROGRAM: readonly [string, ...string[]] = process.env.WSO2_TOPOLOGY_EXECUTABLE
  ? [process.env.WSO2_TOPOLOGY_EXECUTABLE]
  : built;
