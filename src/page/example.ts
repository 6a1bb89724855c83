/** A plan with mistakes that people make: two servers on one port, and a link that missed an offset. */
export const EXAMPLE = `# Two servers share a machine, and the gateway dials the port that the traffic manager had before it got an offset.
version: 1
hosts:
  app1: {}
  app2: {}
nodes:
  gateway:
    host: app1
    product: wso2am
    version: 4.2.0
    profile: gateway-worker
    links:
      throttle-publish: { url: "tcp://app2:9611" }
  control-plane:
    host: app2
    product: wso2am
    version: 4.2.0
    profile: control-plane
    offset: 1
  identity:
    host: app1
    product: wso2is
    version: 7.0.0
`;
