import type { Format, Found, Fragment } from '../../model/fragment.js';
import type { FrontEnd, ProxiedPort } from '../../model/front-end.js';
import { isPort } from '../../values/ports.js';
import { present } from '../../values/present.js';
import { emptyFragment } from '../format.js';
import { foundWord, frontEndHome, serverAt, socketOf } from '../front-ends.js';
import type { Word } from '../syntax/blocks.js';
import { wordsOfLines } from '../syntax/lines.js';

/** Where connections go: what frontends bind, and the servers of the backends that they use. */
export const haproxy: Format = {
  id: 'haproxy.cfg',
  title: 'HAProxy configuration: bind of frontends, servers of the backends that they use, listen sections',
  files: /(^|\/)([^/]+\.cfg|haproxy[^/]*\.conf)$/,
  recognises: (text) =>
    /^(frontend|listen)\s+\S/m.test(text) && /^[ \t]+server(-template)?[ \t]+\S+[ \t]+\S/m.test(text),
  survivesToml: true,
  part: 'supporting',
  homeOf: frontEndHome,
  read: (file, text): Fragment => ({ ...emptyFragment(file, haproxy), frontEnd: frontEndOf(file, wordsOfLines(text)) }),
};

interface Section {
  readonly kind: string;
  readonly name: string;
  readonly lines: (readonly Word[])[];
}

function frontEndOf(file: string, lines: readonly (readonly Word[])[]): FrontEnd {
  const sections = sectionsOf(lines);
  const standard = modeOf(sections.filter(({ kind }) => kind === 'defaults').at(-1)) ?? 'tcp';
  const backends = new Map(
    sections.filter(({ kind }) => kind === 'backend' || kind === 'listen').map((section) => [section.name, section]),
  );
  return {
    program: 'haproxy',
    ports: sections
      .filter(({ kind }) => kind === 'frontend' || kind === 'listen')
      .flatMap((section) => portsOf(file, section, backends, standard)),
    pools: new Map(),
  };
}

const KINDS = /^(global|defaults|frontend|backend|listen|peers|resolvers|userlist|cache|mailers|program|ring)$/;

function sectionsOf(lines: readonly (readonly Word[])[]): readonly Section[] {
  const sections: Section[] = [];
  for (const line of lines) {
    const [first, second] = line;
    if (first && first.range.start.column === 1 && KINDS.test(first.value))
      sections.push({ kind: first.value, name: second?.value ?? '', lines: [] });
    else sections.at(-1)?.lines.push(line);
  }
  return sections;
}

function modeOf(section: Section | undefined): string | undefined {
  return section?.lines.find(([name]) => name?.value === 'mode')?.[1]?.value;
}

function portsOf(
  file: string,
  section: Section,
  backends: ReadonlyMap<string, Section>,
  standard: string,
): ProxiedPort[] {
  const named = section.lines.flatMap(([keyword, name]) =>
    keyword && name && /^(default_backend|use_backend)$/.test(keyword.value) ? (backends.get(name.value) ?? []) : [],
  );
  const used = [...new Set(section.kind === 'listen' ? [section, ...named] : named)];
  const sockets = section.lines
    .filter(([keyword]) => keyword?.value === 'bind')
    .flatMap(([, addresses]) =>
      (addresses?.value.split(',') ?? []).flatMap((address) => {
        const socket = socketOf(address.replace(/^ipv[46]@/, ''), 0);
        return addresses && socket && isPort(socket.port) ? [{ word: addresses, ...socket }] : [];
      }),
    );
  return sockets.flatMap(({ word, port, bind }) =>
    used.flatMap((backend) => {
      const servers = serversOf(file, backend);
      const mode = modeOf(backend) ?? modeOf(section) ?? standard;
      const secure = servers.some(({ isSecure }) => isSecure);
      const scheme = secure ? ('https' as const) : mode === 'http' ? ('http' as const) : undefined;
      if (servers.length === 0) return [];
      return [
        {
          port: foundWord(file, word, port, `bind of ${section.name}`),
          protocol: 'tcp' as const,
          names: [],
          to: servers.map(({ to }) => to),
          ...present({ bind, scheme }),
        },
      ];
    }),
  );
}

/** `server am1 10.0.0.1:9443 check ssl`; a disabled one gets nothing. */
function serversOf(
  file: string,
  { lines, name }: Section,
): { readonly to: Found<string>; readonly isSecure: boolean }[] {
  return lines.flatMap((line) => {
    const [keyword, ...words] = line;
    const [address, ...options] = keyword?.value === 'server-template' ? words.slice(2) : words.slice(1);
    if (!address || (keyword?.value !== 'server' && keyword?.value !== 'server-template')) return [];
    const server = serverAt(address.value.replace(/^ipv[46]@/, ''), 0);
    if (server === undefined || options.some(({ value }) => value === 'disabled')) return [];
    const isSecure = options.some(({ value }) => value === 'ssl');
    return [{ to: foundWord(file, address, server, `server of ${name}`), isSecure }];
  });
}
