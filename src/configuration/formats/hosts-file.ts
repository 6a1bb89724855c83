import type { Format, Fragment, NamedAddress } from '../../model/fragment.js';
import { isLoopback } from '../../values/addresses.js';
import { linesOf } from '../../values/lines.js';
import { emptyFragment } from '../format.js';

const LINE = /^\s*((?:\d{1,3}\.){3}\d{1,3}|[0-9a-f]*:[0-9a-f:]+)\s+([^#]+)/i;

/** A hosts file: which names an address has. Loopback addresses are every machine's own. */
export const hostsFile: Format = {
  id: 'hosts-file',
  title: '/etc/hosts and copies of it: the names of each address',
  files: /(^|\/)(etc[-_.]?)?hosts(\.txt|\.conf)?$/,
  recognises: (text) => linesOf(text).some((line) => LINE.test(line)),
  survivesToml: true,
  part: 'supporting',
  read: (file, text): Fragment => ({
    ...emptyFragment(file, hostsFile),
    names: linesOf(text).flatMap((line, index) => namesIn(file, line, index + 1)),
  }),
};

function namesIn(file: string, line: string, number: number): NamedAddress[] {
  const [whole = '', address, rest = ''] = LINE.exec(line) ?? [];
  if (address === undefined || isLoopback(address)) return [];
  return [...rest.matchAll(/[\w.-]+/g)].map(({ 0: name, index }) => {
    const column = whole.length - rest.length + index + 1;
    const start = { line: number, column };
    return { name, address, file, range: { start, end: { ...start, column: column + name.length } } };
  });
}
