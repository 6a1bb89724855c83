import type { Found, Home } from '../model/fragment.js';
import type { ProxiedPort } from '../model/front-end.js';
import { isPort } from '../values/ports.js';
import { baseNameOf } from './home.js';
import { foundIn } from './plain-values.js';
import type { Word } from './syntax/blocks.js';

/** Each file of a front end is found by itself: which of them one program reads, others say. */
export function frontEndHome(file: string): Home {
  return { key: file, name: baseNameOf(file) };
}

/** `443`, `*:443`, `10.0.0.1:443`, `[::]:443`; undefined for a socket of the file system. A name without a port has `standard`. */
export function socketOf(
  text: string,
  standard: number,
): { readonly port: number; readonly bind?: string } | undefined {
  if (/^\d{1,5}$/.test(text)) return { port: Number(text) };
  const [, address, port] = /^(\*|\[[0-9a-f:.]*\]|[\w.-]*)(?::(\d{1,5}))?$/i.exec(text) ?? [];
  if (address === undefined) return undefined;
  const bind = address.replace(/^\[|\]$/g, '');
  const isEvery = ['', '*', '0.0.0.0', '::'].includes(bind);
  return { port: Number(port ?? standard), ...(isEvery ? {} : { bind }) };
}

/** `host:port` of `am`, `am:9443` or `[::1]:9443`; undefined for a socket of the file system and for what only the running program knows. */
export function serverAt(text: string, standard: number): string | undefined {
  const [, host, port] = /^(\[[0-9a-f:.]+\]|[\w.-]+)(?::(\d{1,5}))?$/i.exec(text) ?? [];
  if (host === undefined || host === 'unix') return undefined;
  const number = Number(port ?? standard);
  return isPort(number) ? `${host}:${number}` : undefined;
}

/** The server of `https://am:9443/carbon/`, or of `am:5672` where bytes are passed on. A name without a port may be a pool. */
export function targetOf(
  text: string,
): { readonly server: string; readonly scheme?: ProxiedPort['scheme'] } | undefined {
  const [, written, authority = ''] = /^(?:([a-z]+):\/\/)?([^/?#]*)/i.exec(text) ?? [];
  const protocol = written?.toLowerCase();
  const scheme = protocol === 'https' || protocol === 'wss' || protocol === 'grpcs' ? 'https' : 'http';
  const server = /:\d+$/.test(authority) ? serverAt(authority, 0) : /^[\w.-]+$/.test(authority) ? authority : undefined;
  if (server === undefined) return undefined;
  return { server, ...(protocol === undefined ? {} : { scheme }) };
}

/** The value of a word of a configuration, with its place. */
export function foundWord<T>(file: string, { range }: Word, value: T, why: string): Found<T> {
  return foundIn(file, { steps: [], value: '', range }, value, why);
}
