import type { Format, Found, Fragment } from '../../model/fragment.js';
import type { FrontEnd, ProxiedPort } from '../../model/front-end.js';
import { isPort } from '../../values/ports.js';
import { present } from '../../values/present.js';
import { emptyFragment } from '../format.js';
import { foundWord, frontEndHome, serverAt, socketOf, targetOf } from '../front-ends.js';
import { type Directive, directivesIn, type Word } from '../syntax/blocks.js';

/** Where requests go: the ports of `server` blocks, and what `proxy_pass` of them and of their locations names. */
export const nginx: Format = {
  id: 'nginx.conf',
  title: 'nginx configuration: ports of servers, proxy_pass, upstreams, streams',
  files: /(^|\/)([^/]+\.(conf|vhost|nginx)|(sites-(available|enabled)|conf\.d|http\.d|streams?-enabled)\/[^/.]+)$/,
  recognises: (text) =>
    /(^|[\s{;])(proxy|grpc)_pass[ \t]+[^\s;]+[ \t]*;/m.test(text) ||
    /^[ \t]*upstream[ \t]+[^\s{]+\s{0,20}\{/m.test(text),
  survivesToml: true,
  part: 'supporting',
  homeOf: frontEndHome,
  read: (file, text): Fragment => ({ ...emptyFragment(file, nginx), frontEnd: frontEndOf(file, directivesIn(text)) }),
};

function frontEndOf(file: string, directives: readonly Directive[]): FrontEnd {
  const all = flattened(directives);
  const pools = all.filter(({ name, block }) => name === 'upstream' && block.length > 0);
  return {
    program: 'nginx',
    ports: all
      .filter(({ name, block }) => name === 'server' && block.length > 0)
      .flatMap((server) => portsOf(file, server)),
    pools: new Map(pools.map(({ words, block }) => [words[0]?.value ?? '', membersOf(file, block)])),
  };
}

/** Every directive, but none inside of a server: those are its own. */
function flattened(directives: readonly Directive[]): readonly Directive[] {
  return directives.flatMap((directive) => [
    directive,
    ...(directive.name === 'server' ? [] : flattened(directive.block)),
  ]);
}

function membersOf(file: string, block: readonly Directive[]): Found<string>[] {
  return block.flatMap(({ name, words: [address, ...options] }) => {
    const isUsed = name === 'server' && options.every(({ value }) => value !== 'down');
    const server = address && isUsed ? serverAt(address.value, 80) : undefined;
    return address && server !== undefined ? [foundWord(file, address, server, 'upstream')] : [];
  });
}

function portsOf(file: string, { block }: Directive): ProxiedPort[] {
  const named = block.filter(({ name }) => name === 'server_name').flatMap(({ words }) => words);
  const names = named.map(({ value }) => value).filter((value) => /^[\w-][\w.-]*$/.test(value) && value !== '_');
  const variables = new Map(
    block.filter(({ name }) => name === 'set').map(({ words }) => [words[0]?.value, words[1]?.value ?? '']),
  );
  const passes = passesIn(block, '/');
  return block
    .filter(({ name }) => name === 'listen')
    .flatMap(({ words: [address, ...options] }) => {
      const socket = address && socketOf(address.value, 80);
      if (!address || !socket || !isPort(socket.port)) return [];
      const protocol = options.some(({ value }) => value === 'udp') ? ('udp' as const) : ('tcp' as const);
      return passes.flatMap(({ word, path }): ProxiedPort[] => {
        const target = targetOf(word.value.replace(/\$\w+/g, (name) => variables.get(name) ?? name));
        if (!target) return [];
        return [
          {
            port: foundWord(file, address, socket.port, 'listen'),
            protocol,
            names,
            to: [foundWord(file, word, target.server, 'proxy_pass')],
            ...present({ bind: socket.bind, scheme: target.scheme, path: path === '/' ? undefined : path }),
          },
        ];
      });
    });
}

/** The ports that a server and its locations pass on, each with the path of the location. */
function passesIn(block: readonly Directive[], path: string): { readonly word: Word; readonly path: string }[] {
  return block.flatMap(({ name, words, block: inner }) => {
    const [first] = words;
    if (first && /^(proxy|grpc)_pass$/.test(name)) return [{ word: first, path }];
    if (name === 'location') return passesIn(inner, words.at(-1)?.value ?? path);
    return name === 'if' ? passesIn(inner, path) : [];
  });
}
