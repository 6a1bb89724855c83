import { deployedBy, structured } from '../structured.js';

export const inboundEndpointXml = structured({
  id: 'inbound-endpoint',
  title: '(Secure)WebSocketInboundEndpoint.xml and (Secure)WebhookServer.xml: WebSocket and WebSub ports',
  files: /(^|\/)(Secure)?(WebSocketInboundEndpoint|WebhookServer)\.xml$/,
  survivesToml: true,
  part: 'supporting',
  more: deployedBy('inbound-endpoint'),
});
