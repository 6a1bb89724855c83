import { EDITOR_HINT } from '../../values/editor-hint.js';

/** The first topology: small, free of errors, and with an example of every part that most plans need. */
export const STARTER = `# A plan of hosts and of the WSO2 nodes that run on them.
#
#   wso2-topology check    what would go wrong
#   wso2-topology ports    who listens where, and why
#   wso2-topology catalog  products and releases that are known
#
${EDITOR_HINT.join('\n')}
version: 1
name: starter

# Values for all nodes; a node's own value wins.
defaults:
  version: 4.2.0

# Machines, containers and pods: the spaces in which ports compete.
hosts:
  app1.internal:
    # Further names and addresses that URLs may use for this host.
    addresses: [10.0.0.11, app1]
    # Ports that other software holds here.
    occupied:
      - { port: 22, by: sshd }
    # The operating system's range for outgoing connections; a listener in it may fail to start at random.
    ephemeral: 49152-65535
  gw1.internal:
    addresses: [10.0.0.12, gw1]
    ephemeral: 49152-65535

  # A container is a host that runs on a host; the published ports are the ones that others see.
  # mi-box:
  #   on: app1.internal
  #   publish: ["8290:8290"]

# Running processes, each with one port offset.
nodes:
  control-plane:
    host: app1.internal
    product: wso2am
    profile: control-plane
  # Micro Integrator ships with offset 10, so it does not meet the control plane.
  integrator:
    host: app1.internal
    product: wso2mi
  gateway:
    host: gw1.internal
    product: wso2am
    profile: gateway-worker
    # offset: 1            # absent: the offset that the product ships with; auto: the tool chooses one
    # pinned: true         # the offset must not be changed by suggestions
    # bind: 10.0.0.12      # absent: every address of the host
    # ports:               # values as written in the product's configuration, by listener
    #   passthrough-https: 8243
    # enable: [jmx-rmi-registry]
    # disable: [websub-http, websub-https]
    # links:               # what this node dials; \`wso2-topology ports\` lists what there is to configure
    #   key-manager-url: { to: control-plane, url: "https://app1.internal:9443/services/" }

# Accepted findings, each with a reason.
# ignore:
#   - { rule: ephemeral-port, node: gateway, reason: "the range is narrowed on this host" }

# Severities: error, warning, info or off.
# rules:
#   privileged-port: off
`;
