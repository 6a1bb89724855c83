import type { Command } from 'commander';
import type { ImportCommandOptions } from '../actions/import.js';
import type { Context } from '../context.js';
import { collect } from '../options.js';

const EXAMPLES = `
Examples:
  wso2-topology import wso2am-4.2.0              one product home, or its repository/conf folder
  wso2-topology import confs --version 4.2.0 --write topology.yaml
                                                 a tree with many nodes; the files do not say the release
  wso2-topology import gw=conf/gw km=conf/km     name the nodes yourself
  wso2-topology import . --version am=4.2.0 --version wso2is=6.1.0 --profile gw=gateway-worker
                                                 answers for one node or for one product
  wso2-topology import ansible/ --host app1      all on one host
  wso2-topology import confs | wso2-topology check -

Reads deployment.toml, carbon.xml and the files around it, deployment.yaml, compose files, Ansible, Puppet and Helm
variables. Passwords are never copied. What the files do not tell is asked for, never guessed.

Exit codes: 0 done, 1 done but a file could not be understood, 2 could not run.`;

/** `import`: a topology from configuration that exists. */
export function addImport(program: Command, context: Context): void {
  program
    .command('import')
    .summary('build a topology from configuration files that exist')
    .description('Build a topology from product homes, conf folders, single files or whole repositories of them.')
    .argument('<paths...>', 'files and folders; node=path names the node of a path')
    .option('--write <file>', 'write the topology to a new file instead of standard output')
    .option('--host <name>', 'put every node that is no container on one host')
    .option('--separate', 'give every node that is no container a host of its own')
    .option('--product <[node=]id>', 'product where the files do not tell; repeatable', collect, [])
    .option('--version <[node=|product=]release>', 'release where the files do not tell; repeatable', collect, [])
    .option('--profile <[node=|product=]profile>', 'profile where the files do not tell; repeatable', collect, [])
    .option('--root <folder>', 'folder that symbolic links must not leave (default: the folder that is imported)')
    .addHelpText('after', EXAMPLES)
    .action(
      async (
        paths: string[],
        { version, ...options }: Omit<ImportCommandOptions, 'release'> & { readonly version: readonly string[] },
      ) => {
        const { importPaths } = await import('../actions/import.js');
        context.exit(await importPaths(paths, { ...options, release: version }, context.io));
      },
    );
}
