import { type Command, Option } from 'commander';
import { VERIFICATION_FORMATS } from '../../report/verify/registry.js';
import type { VerifyOptions } from '../actions/verify.js';
import type { Context } from '../context.js';
import { addInputOptions, collect } from '../options.js';

const EXAMPLES = `
Examples:
  ssh app1 sudo ss -tulpn | wso2-topology verify plan.yaml --listing app1=-
                                         does app1 have the ports of the plan, and no others?
  wso2-topology verify plan.yaml --listing app1=app1.txt --listing app2=app2.txt --format junit
                                         listings that were collected before, as tests
  wso2-topology verify plan.yaml --listing gateway=wso2carbon.log
                                         what a node says that it started

It reads ss, netstat, lsof, /proc/net/tcp and tcp6, osquery and Ansible facts in JSON, nmap in XML, and wso2carbon.log. It opens no socket.
Exit codes: 0 as planned, 1 different, or a file is broken, 2 could not run.`;

/** `verify`: a plan against what its hosts list. */
export function addVerify(program: Command, context: Context): void {
  addInputOptions(program.command('verify').summary('compare a plan with the sockets that hosts list'))
    .description(
      'Compare the ports of a plan with listings of its hosts: open as planned, closed, held by another process, bound to another address, or not planned.',
    )
    .addOption(
      new Option('--listing <[host=]file>', 'what a host or a node lists, - for standard input; repeatable')
        .argParser(collect)
        .default([], 'none'),
    )
    .addOption(new Option('--format <name>', 'how to report').choices(VERIFICATION_FORMATS).default('text'))
    .addHelpText('after', EXAMPLES)
    .action(async (files: string[], options: VerifyOptions) => {
      const { verifyPlan } = await import('../actions/verify.js');
      context.exit(await verifyPlan(files, options, context.io));
    });
}
