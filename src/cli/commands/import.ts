import type { Command } from 'commander';
import type { ImportCommandOptions } from '../actions/import.js';
import type { Context } from '../context.js';
import { addAnswerOptions } from '../options.js';

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
variables. Passwords are never copied. Nodes point at their files, so that nothing can drift; what the files do not tell is assumed,
and marked.

Exit codes: 0 done, 1 done but a file could not be understood, 2 could not run.`;

/** `import`: a topology from configuration that exists. */
export function addImport(program: Command, context: Context): void {
  addAnswerOptions(program.command('import').summary('build a topology from configuration files that exist'))
    .description('Build a topology from product homes, conf folders, single files or whole repositories of them.')
    .argument('<paths...>', 'files and folders; node=path names the node of a path')
    .option('--write <file>', 'write the topology to a new file instead of standard output')
    .option('--inline', 'copy the values of the files, each with its place, instead of pointing at the files')
    .option('--host <name>', 'put every node that is no container on one host')
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
