/** The keys that every topology has, in YAML or JSON, at any depth: one of them is enough to take a text for a topology. */
const OWN_KEYS = /^[ \t{]*["']?(?:hosts|nodes)["']?[ \t]*:|[{,][ \t\r\n]*"(?:hosts|nodes)"[ \t]*:/m;

const COMPOSE_KEY = /^["']?services["']?[ \t]*:/m;

/** A block of code in Markdown, which may be a topology. No line of YAML begins with it. */
const FENCE = /^```/m;

/**
 * Says what a text is that is plainly not a topology; undefined for anything that could be one. Nothing else is said of such a text
 * and nothing is quoted from it: it was named by mistake, or to have its content shown.
 */
export function foreignReason(text: string): string | undefined {
  if (FENCE.test(text)) return 'this is not a topology, but a document with code in it';
  if (OWN_KEYS.test(text)) return undefined;
  if (COMPOSE_KEY.test(text)) return 'this is a compose file; `wso2-topology import` makes a topology of it';
  return 'this is not a topology: it has neither hosts nor nodes';
}
