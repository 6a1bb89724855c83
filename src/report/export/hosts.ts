import type { ExportHost } from '../../model/export.js';
import { isNumeric } from '../../values/addresses.js';
import { type Exporter, fileOf } from './exporter.js';

/** Lines of `/etc/hosts`: for each host the names that it dials, as far as the plan has their addresses. */
export const hosts: Exporter = {
  files: (plan) =>
    plan.hosts.flatMap((host) => {
      const wanted = plan.hosts.filter(({ id, addresses }) =>
        host.dials.some(({ destinationHost: to }) => to !== host.id && (to === id || addresses.includes(to))),
      );
      const outside = [...new Set(host.dials.map(({ destinationHost }) => destinationHost))].filter(
        (to) => !isNumeric(to) && !plan.hosts.some(({ id, addresses }) => id === to || addresses.includes(to)),
      );
      const unknown = [...wanted.filter(({ numbers }) => numbers.length === 0).map(({ id }) => id), ...outside];
      if (wanted.length + unknown.length === 0) return [];
      const missing = unknown.map((id) => `the address of ${id} is not in the plan`);
      return [{ name: fileOf(host, '.hosts'), host: host.id, text: textOf(host, wanted, missing), missing }];
    }),
};

function textOf({ id }: ExportHost, wanted: readonly ExportHost[], missing: readonly string[]): string {
  const lines = wanted.flatMap(({ addresses, numbers: [number] }) => {
    const names = addresses.filter((address) => !isNumeric(address));
    return number === undefined || names.length === 0 ? [] : [`${number}\t${names.join(' ')}`];
  });
  return [`# ${id}: names that it dials`, ...lines, ...missing.map((line) => `# ${line}`), ''].join('\n');
}
