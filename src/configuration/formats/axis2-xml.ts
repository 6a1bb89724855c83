import type { Leaf } from '../../model/fragment.js';
import { isLoopback } from '../../values/addresses.js';
import { foundIn, hostOf } from '../plain-values.js';
import { structured } from '../structured.js';

/** axis2.xml alone: axis2_client.xml and tenant-axis2.xml open no sockets. */
export const axis2Xml = structured({
  id: 'axis2.xml',
  title: 'axis2.xml: pass-through transports, clustering, the address of the cluster member',
  files: /(^|\/)axis2\.xml$/,
  survivesToml: false,
  namesMachine: true,
  more: (file, leaves) => {
    const member = leaves.find(isMemberHost);
    const value = member && hostOf(member.value);
    // The shipped 127.0.0.1 says nothing about the machine.
    if (!member || value === undefined || (typeof value === 'string' && isLoopback(value))) return {};
    return { hostName: foundIn(file, member, value, 'localMemberHost') };
  },
});

function isMemberHost({ steps }: Leaf): boolean {
  const last = steps.at(-1);
  return last?.name === 'parameter' && last.attributes.name === 'localMemberHost';
}
