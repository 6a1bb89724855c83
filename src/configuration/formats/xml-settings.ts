import type { Fragment, Leaf } from '../../model/fragment.js';
import { hint, structured } from './structured.js';

/** XML files of which only ports, endpoints and switches are read; the catalogue says which of their elements matter. */
export const catalinaServerXml = structured({
  id: 'catalina-server.xml',
  summary: 'catalina-server.xml: ports of the servlet transports',
  names: /(^|\/)catalina-server\.xml$/,
});

export const jmxXml = structured({
  id: 'jmx.xml',
  summary: 'jmx.xml: whether the RMI server starts',
  names: /(^|\/)jmx\.xml$/,
});

export const identityXml = structured({
  id: 'identity.xml',
  summary: 'identity.xml: Thrift entitlement service',
  names: /(^|\/)identity\.xml$/,
});

export const embeddedLdapXml = structured({
  id: 'embedded-ldap.xml',
  summary: 'embedded-ldap.xml: whether the LDAP server and the key distribution centre start',
  names: /(^|\/)embedded-ldap\.xml$/,
});

export const brokerXml = structured({
  id: 'broker.xml',
  summary: 'broker.xml and qpid-config.xml: AMQP, MQTT and coordination ports',
  names: /(^|\/)(broker|qpid-config)\.xml$/,
});

export const dataBridgeXml = structured({
  id: 'data-bridge-config.xml',
  summary: 'data-bridge-config.xml, event-processor.xml and thrift-authentication.xml: event receivers',
  names: /(^|\/)(data-bridge-config|event-processor|thrift-authentication)\.xml$/,
});

export const inboundEndpointXml = structured({
  id: 'inbound-endpoint',
  summary: '(Secure)WebSocketInboundEndpoint.xml and (Secure)WebhookServer.xml: WebSocket and WebSub ports',
  names: /(^|\/)(Secure)?(WebSocketInboundEndpoint|WebhookServer)\.xml$/,
  more: ofApiManager,
});

export const workflowCallbackXml = structured({
  id: 'workflow-callback',
  summary: 'WorkflowCallbackService.xml: the own port it calls back on',
  names: /(^|\/)WorkflowCallbackService\.xml$/,
  more: ofApiManager,
});

export const eventPublisherXml = structured({
  id: 'event-publisher',
  summary: 'event publishers and bps-analytics.xml: where analytics events go',
  names: /(^|\/)(eventpublishers\/[^/]+|bps-analytics|messaging-event-broker)\.xml$/,
});

export const userManagementXml = structured({
  id: 'user-mgt.xml',
  summary: 'user-mgt.xml: the LDAP user store',
  names: /(^|\/)user-mgt\.xml$/,
});

/** Artifacts that API Manager deploys by itself. */
function ofApiManager(file: string, [leaf]: readonly Leaf[]): Partial<Fragment> {
  return leaf
    ? {
        hints: [
          hint(file, leaf, 'product', 'section', 'wso2am', `${file.replace(/^.*\//, '')} is deployed by API Manager`),
        ],
      }
    : {};
}
