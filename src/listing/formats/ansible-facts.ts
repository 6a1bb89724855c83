import { normalBind } from '../../values/addresses.js';
import { isPort } from '../../values/ports.js';
import { present } from '../../values/present.js';
import type { ListingFormat } from '../format.js';
import { isObject, type JsonObject, jsonIn, numberIn, objectsIn, textIn } from '../json.js';
import { socketAt } from '../sockets.js';

/** The facts of `community.general.listen_ports_facts`, as the module prints them or as a play stores them. */
export const ansibleFacts: ListingFormat = {
  id: 'ansible-facts',
  title: 'ansible <host> -m community.general.listen_ports_facts',
  matches: (text) => factsIn(text) !== undefined,
  read: (text) => {
    const facts = factsIn(text) ?? {};
    const sockets = (['tcp', 'udp'] as const).flatMap((protocol) =>
      objectsIn(facts[`${protocol}_listen`]).flatMap(({ address, port, name, pid }) => {
        const [number, at] = [Number(port), textIn(address)];
        if (!isPort(number)) return [];
        const end = { ...(at === undefined ? {} : { address: normalBind(at) }), port: number };
        return [socketAt(protocol, end, present({ name: textIn(name), pid: numberIn(pid) }))];
      }),
    );
    return { sockets, sight: { protocols: 'udp_listen' in facts ? ['tcp', 'udp'] : ['tcp'] } };
  },
};

/** The line of the ad-hoc command before the object, `app1 | SUCCESS => {`, is left out. */
function factsIn(text: string): JsonObject | undefined {
  const value = jsonIn(text.replace(/^[^{\n]*=> (?=\{)/, ''));
  if (!isObject(value)) return undefined;
  const facts = isObject(value.ansible_facts) ? value.ansible_facts : value;
  return 'tcp_listen' in facts ? facts : undefined;
}
