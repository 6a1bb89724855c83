/// <reference lib="dom" />

/** Returns files as the part of an address behind `#`, which no browser sends anywhere: compressed, base64url. */
export async function packed(files: ReadonlyMap<string, string>): Promise<string> {
  const stream = new Blob([JSON.stringify([...files])]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return `files=${btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;
}

/** Longest text that a link may unfold to, in characters: what is behind a link may be anything. */
const MOST = 16 * 1024 * 1024;

/** Returns the files of a link; undefined where it has none, or cannot be read. */
export async function unpacked(fragment: string): Promise<ReadonlyMap<string, string> | undefined> {
  const [, text] = /^#?files=([\w-]+)$/.exec(fragment) ?? [];
  if (text === undefined) return undefined;
  try {
    const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (each) => each.charCodeAt(0));
    const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader();
    const decoder = new TextDecoder();
    let json = '';
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      json += decoder.decode(part.value, { stream: true });
      if (json.length > MOST) return undefined;
    }
    return filesIn(JSON.parse(json));
  } catch {
    return undefined;
  }
}

function filesIn(data: unknown): ReadonlyMap<string, string> | undefined {
  if (!Array.isArray(data)) return undefined;
  const pairs = data.filter(isFile);
  return pairs.length === data.length ? new Map(pairs) : undefined;
}

function isFile(pair: unknown): pair is [string, string] {
  if (!Array.isArray(pair) || pair.length !== 2) return false;
  const [name, text] = pair;
  return typeof name === 'string' && typeof text === 'string' && isName(name);
}

/** Returns whether a name of a file stays below its folder on every system that an archive of it is unpacked on. */
export function isName(name: string): boolean {
  const parts = name.split('/');
  return name.length < 1000 && parts.every((part) => !['', '.', '..'].includes(part) && /^[^\\\p{Cc}]+$/u.test(part));
}
