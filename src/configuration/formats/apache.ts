import type { Format, Found, Fragment } from '../../model/fragment.js';
import type { FrontEnd, ProxiedPort } from '../../model/front-end.js';
import { isPort } from '../../values/ports.js';
import { present } from '../../values/present.js';
import { emptyFragment } from '../format.js';
import { foundWord, frontEndHome, socketOf, targetOf } from '../front-ends.js';
import type { Directive, Word } from '../syntax/blocks.js';
import { sectionsIn } from '../syntax/sections.js';

/** Where requests go: ProxyPass of virtual hosts and locations, balancers and their members. */
export const apache: Format = {
  id: 'httpd.conf',
  title: 'Apache HTTP Server configuration: VirtualHost, ProxyPass, balancers with their members',
  files: /(^|\/)([^/]+\.(conf|vhost)|(sites|conf)-(available|enabled)\/[^/.]+)$/,
  recognises: (text) => /^[ \t]*(ProxyPass(Match)?|BalancerMember)[ \t]+\S/im.test(text),
  survivesToml: true,
  part: 'supporting',
  homeOf: frontEndHome,
  read: (file, text): Fragment => ({ ...emptyFragment(file, apache), frontEnd: frontEndOf(file, sectionsIn(text)) }),
};

/** A virtual host, or the server around them. */
interface Site {
  readonly sockets: readonly Word[];
  readonly block: readonly Directive[];
}

type Pools = ReadonlyMap<string, readonly Found<string>[]>;

function frontEndOf(file: string, top: readonly Directive[]): FrontEnd {
  const pools = poolsIn(file, top);
  const hosts = within(top, 'virtualhost');
  const main: Site = {
    sockets: top.filter(({ name }) => name === 'listen').flatMap(({ words }) => words.slice(0, 1)),
    block: top.filter(({ name }) => name !== 'virtualhost'),
  };
  const sites = [main, ...hosts.map(({ words, block }) => ({ sockets: words, block }))];
  return { program: 'httpd', ports: sites.flatMap((site) => portsOf(file, site, pools)), pools };
}

/** The sections of a name, also inside of conditions. */
function within(directives: readonly Directive[], wanted: string): readonly Directive[] {
  return directives.flatMap((directive) =>
    directive.name === wanted ? [directive] : /^if/.test(directive.name) ? within(directive.block, wanted) : [],
  );
}

/** `<Proxy balancer://cluster>` with its members. */
function poolsIn(file: string, directives: readonly Directive[]): Pools {
  const pools = new Map<string, Found<string>[]>();
  for (const { name, words, block } of directives) {
    const pool = name === 'proxy' ? poolOf(words[0]?.value ?? '') : undefined;
    if (pool === undefined) for (const [inner, members] of poolsIn(file, block)) pools.set(inner, [...members]);
    else
      pools.set(
        pool,
        block.flatMap(({ name: member, words: [address] }) => {
          const target = member === 'balancermember' && address ? targetOf(address.value) : undefined;
          return target && address ? [foundWord(file, address, withPort(target), 'BalancerMember')] : [];
        }),
      );
  }
  return pools;
}

/** The pool of `balancer://cluster/`. */
function poolOf(text: string): string | undefined {
  return /^balancer:\/\/([\w.-]+)/i.exec(text)?.[1];
}

function portsOf(file: string, { sockets, block }: Site, pools: Pools): ProxiedPort[] {
  const named = block.filter(({ name }) => name === 'servername' || name === 'serveralias');
  const names = named.flatMap(({ words }) => words.map(({ value }) => bareName(value)));
  const passes = passesIn(block, undefined);
  return sockets.flatMap((word) => {
    const socket = socketOf(word.value.replace(/^_default_(?=:)/, '*'), 80);
    if (!socket || !isPort(socket.port)) return [];
    // A virtual host is told by a name as well, which is not what the port is bound to.
    const bind = /^[\d.]+$|:/.test(socket.bind ?? '') ? socket.bind : undefined;
    return passes.map(({ path, target }): ProxiedPort => {
      const pool = poolOf(target.value);
      const server = pool === undefined ? targetOf(target.value) : undefined;
      return {
        port: foundWord(file, word, socket.port, 'VirtualHost'),
        protocol: 'tcp',
        names: names.filter((name) => /^[\w-][\w.-]*$/.test(name)),
        to: server ? [foundWord(file, target, withPort(server), 'ProxyPass')] : (pools.get(pool ?? '') ?? []),
        ...present({ bind, scheme: server?.scheme, path: path === '/' ? undefined : path }),
      };
    });
  });
}

/** The ports that a site and its locations pass on; in a location, the path is not repeated. */
function passesIn(block: readonly Directive[], location: string | undefined): { path: string; target: Word }[] {
  return block.flatMap(({ name, words, block: inner }) => {
    if (/^location(match)?$/.test(name)) return passesIn(inner, words.at(-1)?.value);
    if (/^(if|proxy$)/.test(name)) return passesIn(inner, location);
    if (!/^proxypass(match)?$/.test(name)) return [];
    const target = location === undefined || words.length > 1 ? words[1] : words[0];
    return target && target.value !== '!' ? [{ path: location ?? words[0]?.value ?? '/', target }] : [];
  });
}

function bareName(text: string): string {
  return text.replace(/^https?:\/\//i, '').replace(/:\d+$/, '');
}

function withPort({ server, scheme }: NonNullable<ReturnType<typeof targetOf>>): string {
  return /:\d+$/.test(server) ? server : `${server}:${scheme === 'https' ? 443 : 80}`;
}
