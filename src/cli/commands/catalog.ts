import { type Command, InvalidArgumentError, Option } from 'commander';
import type { PortRange } from '../../model/topology.js';
import { CATALOG_FORMATS } from '../../report/catalog/registry.js';
import { parseRange } from '../../values/ports.js';
import type { CatalogOptions } from '../actions/catalog.js';
import type { Context } from '../context.js';

const EXAMPLES = `
Examples:
  wso2-topology catalog                            every product with its releases
  wso2-topology catalog wso2am                     what changed from release to release
  wso2-topology catalog wso2am 2.6.0 --profile gateway-worker --offset 2
                                                   what it opens, at that offset
  wso2-topology catalog wso2am 4.2.0 --brief       its ports, a line for each
  wso2-topology catalog wso2am 4.2.0 --links       what it dials, and where that is configured
  wso2-topology catalog --diff wso2am 3.2.0 4.2.0  what an upgrade changes
  wso2-topology catalog --search thrift            entries with a text in names, settings or notes
  wso2-topology catalog --port 9099                who uses a port
  wso2-topology catalog wso2mi 4.2.0 --format json

Exit codes: 0 shown, 2 there is no such product, release or profile.`;

/** `catalog`: browse the port catalogue. */
export function addCatalog(program: Command, context: Context): void {
  program
    .command('catalog')
    .summary('browse the port catalogue')
    .description('Show what WSO2 products open and dial, release by release, with notes and sources.')
    .argument('[product]', 'product id or a name it is known by, such as wso2am or apim')
    .argument('[version]', 'release, such as 4.2.0; one that is not listed is shown as the nearest older one')
    .argument('[other]', 'with --diff: the release that the first one is compared with')
    .option('--diff', 'what changes from one release to another: ports, links, shift rules, roles')
    .option('--search <text>', 'entries that have a text in their names, purposes, settings or notes')
    .option('--links', 'only what the release dials')
    .option('--brief', 'a line for each port; with --format json also links and self-references, without notes')
    .option('--profile <id>', 'only what this profile opens and dials')
    .option('--offset <n>', 'port offset to show effective ports at (default: the shipped one)', offset)
    .option('--port <n|n-m>', 'who uses a port, or one of a range, as base or effective port', portRange)
    .addOption(new Option('--format <name>', 'how to show it').choices(CATALOG_FORMATS).default('table'))
    .addOption(new Option('--color <when>', 'when to use colours').choices(['auto', 'always', 'never']).default('auto'))
    .addHelpText('after', EXAMPLES)
    .action(
      async (
        product: string | undefined,
        version: string | undefined,
        other: string | undefined,
        options: CatalogOptions,
      ) => {
        const { catalog } = await import('../actions/catalog.js');
        context.exit(await catalog({ id: product, version, other }, options, context.io));
      },
    );
}

function offset(text: string): number {
  if (!/^-?\d{1,5}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
  return Number(text);
}

function portRange(text: string): PortRange {
  const range = parseRange(text);
  if (!range) throw new InvalidArgumentError('It must be a port from 1 to 65535, or a range such as 9000-9100.');
  return range;
}
