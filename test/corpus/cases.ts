/**
 * What the manifest of the corpus declares in prose about each deployment, as data: nodes with their offsets, and who shares
 * a machine. Answers are what an operator has to add because no file says it; a reason stands where files are left out
 * or findings are expected.
 */
export interface CorpusCase {
  /** Effective offsets by node id. */
  readonly nodes: Readonly<Record<string, number>>;
  /** `one`: all on one host; `containers`: a host each, on one machine; `each`: a host each, on nothing; `mixed`: containers and plain nodes. */
  readonly together: 'one' | 'containers' | 'each' | 'mixed';
  readonly version?: readonly string[];
  readonly product?: readonly string[];
  readonly separate?: boolean;
  /** Files named `node=path`, as on the command line. */
  readonly names?: Readonly<Record<string, string>>;
  /** Files that are not imported together with the rest, and why. */
  readonly leaveOut?: { readonly files: RegExp; readonly why: string };
  /** Errors and warnings that are expected, as rules, and why. */
  readonly findings?: { readonly rules: readonly string[]; readonly why: string };
}

export const CASES: Readonly<Record<string, CorpusCase>> = {
  'apim-cp-tm-gw-one-host': {
    nodes: { acp: 1, tm: 2, gw: 3 },
    together: 'one',
    version: ['4.3.0'],
    leaveOut: { files: /final-acp/, why: 'a later state of the same node' },
    findings: {
      rules: ['advertised-endpoint', 'advertised-endpoint'],
      why: 'ws 9100 and wss 8100 are advertised for a gateway at offset 3',
    },
  },
  'apictl-two-apim-one-host': {
    nodes: { offset0: 0, offset1: 1 },
    together: 'one',
    version: ['4.2.0'],
    findings: {
      rules: Array(4).fill('advertised-endpoint'),
      why: 'ws, wss and both websub endpoints of offset 1 are the unshifted ones',
    },
  },
  'choreo-connect-compose': {
    nodes: { apim: 1, router: 0, adapter: 0, enforcer: 0 },
    together: 'containers',
    leaveOut: {
      files: /integration\/|resources\/docker-compose\/docker-compose|resources\/conf/,
      why: 'other compose projects with the same names, whose mounted files are not in the corpus',
    },
    findings: {
      rules: [...Array(2).fill('advertised-endpoint'), ...Array(3).fill('unlisted-version')],
      why: 'WebSub endpoints do not follow the offset 1, and Choreo Connect 1.3 is newer than the catalogue',
    },
  },
  'fs-accelerator-apim-is': {
    nodes: { 'wso2am-4.5.0': 0, 'wso2is-7.1.0': 3 },
    together: 'each',
    leaveOut: { files: /(4\.4|4\.6|4\.7|7\.0|7\.2|7\.3)\.0-deployment/, why: 'four generations; one pair at a time' },
  },
  'docker-apim-4.2.x-is-as-km': {
    nodes: { 'api-manager': 0, 'is-as-km': 1 },
    together: 'containers',
    version: ['wso2is=6.1.0'],
    findings: {
      rules: ['link-mismatch'],
      why: 'the user store is the LDAP server that Identity Server had up to 5.11',
    },
  },
  'docker-apim-3.2.x-is-as-km': {
    nodes: { 'api-manager': 0, 'is-as-km': 0, 'am-analytics-worker': 1, 'am-analytics-dashboard': 3 },
    together: 'containers',
    version: ['is-as-km=5.10.0'],
    findings: { rules: ['link-self'], why: 'the dashboard looks for the worker in its own container' },
  },
  'docker-apim-4.0.x-is-as-km': {
    nodes: { 'api-manager': 0, 'is-as-km': 0 },
    together: 'containers',
    version: ['wso2is=5.11.0'],
    findings: {
      rules: ['link-self'],
      why: 'the notification endpoint of the Identity Server is localhost, in a container of its own',
    },
  },
  'docker-apim-4.2.x-mi': {
    nodes: { 'api-manager': 0, 'micro-integrator': 10 },
    together: 'containers',
    version: ['wso2mi=4.2.0'],
  },
  'docker-apim-4.7-mi': {
    nodes: { 'api-manager': 0, 'micro-integrator': 10 },
    together: 'containers',
    version: ['wso2am=4.7.0', 'wso2mi=4.6.0'],
  },
  'vagrant-apim': {
    nodes: { apim: 0, 'apim-analytics-worker': 1, 'apim-analytics-dashboard': 3 },
    together: 'each',
    separate: true,
    version: ['3.0.0'],
    leaveOut: {
      files: /apim-is-as-km-with-analytics/,
      why: 'two setups in one repository; the other one is imported below',
    },
    findings: {
      rules: Array(4).fill('link-self'),
      why: 'the dashboard looks for the worker and for API Manager on its own machine',
    },
  },
  'qa-apim-cluster': {
    nodes: { 'gateway-worker': 10, gateway_manager: 20, publisher: 10, store: 0 },
    together: 'each',
    findings: {
      rules: ['cluster-member', 'cluster-member'],
      why: 'members are listed on 4100, and the manager has 4000',
    },
  },
  'qa-greg-cluster': { nodes: { manager1: 0, manager2: 0 }, together: 'each' },
  'vagrant-six-products-one-vm': {
    nodes: { wso2am02a: 0, wso2esb02a: 2, wso2dss01a: 3, wso2esb01a: 6, wso2greg01a: 8, wso2esb490: 10 },
    together: 'one',
  },
  'docker-ei-6.2.x-integrator-bps-analytics': {
    nodes: { 'wso2ei-integrator': 0, 'wso2ei-analytics': 1, 'wso2ei-business-process': 2 },
    together: 'containers',
  },
  'docker-ei-6.2.x-integrator-analytics': {
    nodes: { 'wso2ei-integrator': 0, 'wso2ei-analytics': 1 },
    together: 'containers',
  },
  'docker-ei-6.5.x-integrator-broker-bps-analytics': {
    nodes: {
      'wso2ei-integrator': 0,
      'wso2ei-analytics-worker': 0,
      'wso2ei-analytics-dashboard': 2,
      'wso2ei-business-process': 2,
      'wso2ei-broker': 3,
    },
    together: 'containers',
    findings: {
      rules: ['link-self', 'publish-mismatch', 'publish-mismatch'],
      why: 'the dashboard looks for the worker in its own container, 8836 is the misprint of the vendor page, and 7614 opens in clusters only',
    },
  },
  'product-ei-profiles': {
    nodes: { 'wso2__product-ei': 0, analytics: 1, 'business-process': 2, broker: 3 },
    together: 'one',
    version: ['6.5.0'],
    leaveOut: {
      files: /p2-profile/,
      why: 'the runtimes that replaced analytics; they ship beside the others, not with the old one',
    },
  },
  'docker-apim-2.1.x-pattern-2': { nodes: { 'api-manager': 0, 'am-analytics': 1 }, together: 'containers' },
  'docker-apim-2.1.x-pattern-3': {
    nodes: {
      keymanager: 0,
      'gateway-manager': 0,
      'gateway-worker': 0,
      store: 0,
      publisher: 0,
      'traffic-manager': 0,
      analytics: 1,
    },
    together: 'containers',
  },
  'docker-apim-2.1.x-pattern-7': {
    nodes: { 'api-manager': 0, 'is-key-manager': 0 },
    together: 'containers',
    version: ['is-key-manager=5.3.0'],
  },
  'docker-apim-2.6.x-is-as-km': {
    nodes: { 'api-manager': 0, 'is-as-km': 0, 'am-analytics': 1 },
    together: 'containers',
  },
  'docker-ob-1.4.x': {
    nodes: { obam: 0, obkm: 3, 'obbi-worker': 1, 'obbi-dashboard': 6 },
    together: 'containers',
    version: ['wso2sp-worker=4.3.0', 'wso2sp-dashboard=4.3.0'],
    leaveOut: { files: /\/berlin\//, why: 'two alternative specifications; the compose file mounts uk' },
    findings: {
      rules: ['probe-mismatch', 'publish-mismatch', 'link-self', 'link-mismatch'],
      why: 'the Open Banking dashboard is not in the catalogue: its file says 9643, 9449 is published and asked; localhost is no other container',
    },
  },
  'k8s-apim-2.6.x-pattern-2': {
    nodes: { 'am-gateway': 0, 'am-km': 0, 'am-is-as-km': 0, 'am-pub-store-tm-1': 0, 'am-pub-store-tm-2': 0 },
    together: 'each',
    version: ['wso2am=2.6.0', 'am-is-as-km=5.7.0'],
  },
  'samples-k8s-apim-2.6': {
    nodes: { apim: 0, 'apim-analytics-worker': 1 },
    together: 'each',
    version: ['wso2am-analytics-worker=2.6.0'],
  },
  'puppet-apim-2.1.0-pattern-3': {
    nodes: {
      'api-key-manager': 0,
      'api-publisher': 0,
      'api-store': 0,
      'gateway-manager': 0,
      'gateway-worker': 0,
      'traffic-manager': 0,
      wso2am_analytics: 1,
      wso2is_prepacked: 0,
    },
    together: 'each',
  },
  'puppet-apim-2.1.0-pattern-4': {
    nodes: {
      'api-key-manager': 0,
      'api-publisher': 0,
      'api-store': 0,
      'gateway-manager-env1': 0,
      'gateway-manager-env2': 0,
      'gateway-worker-env1': 0,
      'gateway-worker-env2': 0,
      'traffic-manager': 0,
      wso2am_analytics: 1,
      wso2is_prepacked: 0,
    },
    together: 'each',
  },
  'puppet-modules-am-1.10': {
    nodes: { 'api-key-manager': 0, 'api-publisher': 0, 'api-store': 0, 'gateway-manager': 0, 'gateway-worker': 0 },
    together: 'each',
  },
  'ansible-apim-2.6.x': {
    // The inventory has these alone; the others are commented.
    nodes: { apim_1: 0, 'apim-is-as-km_1': 0, 'apim-analytics-worker_1': 1 },
    together: 'each',
  },
  'ansible-apim-3.2.x': {
    nodes: { apim_1: 0 },
    together: 'one',
  },
  'ansible-apim-4.2.x-distributed': {
    nodes: { apim_1: 0 },
    together: 'one',
    leaveOut: { files: /patterns\//, why: 'two inventories with the same names; the other one is imported below' },
  },
  'ansible-ei': {
    nodes: { integrator_1: 0, bps_1: 2, broker_1: 3, analytics_worker_1: 0, analytics_dashboard_1: 2 },
    together: 'each',
  },
  'analytics-apim-profiles': {
    nodes: { 'wso2__analytics-apim-worker': 1, 'wso2__analytics-apim-dashboard': 3 },
    together: 'one',
    version: ['3.2.0'],
    findings: {
      rules: Array(4).fill('link-self'),
      why: 'a warning each: the API Manager that the dashboard dials beside it is not among the files',
    },
  },
  'product-sp-profiles': {
    nodes: {
      'wso2__product-sp-worker': 0,
      'wso2__product-sp-manager': 1,
      'wso2__product-sp-dashboard': 2,
      'wso2__product-sp-editor': 3,
    },
    together: 'one',
    version: ['4.4.0'],
    leaveOut: { files: /ha-node/, why: 'containers of a test, imported below' },
  },
  'docker-sp': {
    nodes: { editor: 3, worker: 0, dashboard: 2, manager1: 0, manager2: 0, worker1: 0, worker2: 0 },
    together: 'mixed',
    findings: {
      rules: ['link-self', 'link-mismatch'],
      why: 'the dashboard of one setup looks for workers on its own localhost; the file of both workers dials the second manager at 9544, which only the machine publishes; its container has 9543',
    },
  },
  'lasantha-asyncapi': {
    nodes: { 'api-manager': 0, mi: 10, 'si-runtime': 0 },
    together: 'mixed',
    version: ['wso2mi=4.0.0'],
  },
  'elk-moesif-compose': { nodes: { wso2apim: 0 }, together: 'containers' },
  'apim-pack-defaults-1.10.0': { nodes: { 'wso2__product-apim-1.10.x': 0 }, together: 'one' },
  'apim-pack-defaults-2.6.0': { nodes: { 'wso2__product-apim-2.x': 0 }, together: 'one', version: ['2.6.0'] },
  'mi-dashboard-defaults': { nodes: { mi: 10, 'monitoring-dashboard': 0 }, together: 'one', version: ['4.2.0'] },
};

/** The setups that were left out above because they share names with another one. */
export const ALTERNATIVES: Readonly<Record<string, CorpusCase & { readonly of: string }>> = {
  'vagrant-apim (is-as-km)': {
    of: 'vagrant-apim',
    nodes: { apim: 0, 'is-as-km': 0, 'apim-analytics-worker': 1 },
    together: 'each',
    separate: true,
    version: ['3.0.0', 'is-as-km=5.9.0'],
    leaveOut: { files: /\/apim-with-analytics\//, why: 'the other setup' },
  },
  'ansible-apim-4.2.x-distributed (patterns)': {
    of: 'ansible-apim-4.2.x-distributed',
    nodes: { 'apim-control-plane_1': 0, 'apim-gateway_1': 0, 'apim-tm_1': 0 },
    together: 'each',
    leaveOut: { files: /4\.2\.x\/dev\//, why: 'the other inventory' },
    findings: {
      rules: ['link-mismatch'],
      why: 'the control plane is told to revoke on its own 8243, which a gateway opens',
    },
  },
  'product-sp-profiles (ha)': {
    of: 'product-sp-profiles',
    nodes: { 'ha-node-1': 0, 'ha-node-2': 1 },
    together: 'each',
    separate: true,
    version: ['4.4.0'],
    product: ['wso2sp-worker'],
    leaveOut: { files: /modules\/distribution/, why: 'the other setup' },
  },
  'product-ei-profiles (analytics runtimes)': {
    of: 'product-ei-profiles',
    nodes: { 'analytics-profile-worker': 0, 'analytics-profile-dashboard': 2, 'analytics-profile-manager': 1 },
    together: 'one',
    version: ['6.5.0', 'wso2sp-manager=4.3.0'],
    leaveOut: { files: /distribution\/src/, why: 'the other runtimes' },
    findings: {
      rules: ['link-mismatch', 'port-collision'],
      why: 'the dashboard names 9443, the worker listens on 9444; Thrift of the manager (7611 + 1) is what the worker has in its file, 7612',
    },
  },
  'docker-ob-1.4.x (berlin)': {
    of: 'docker-ob-1.4.x',
    nodes: { 'obam-berlin': 0, 'obkm-berlin': 3 },
    together: 'one',
    leaveOut: { files: /\/uk\/|\/obbi\/|docker-compose\.yml$/, why: 'the other specification' },
  },
  'choreo-connect-compose (test network)': {
    of: 'choreo-connect-compose',
    nodes: { apim: 1, router: 0, adapter: 0, enforcer: 0 },
    together: 'containers',
    names: {
      apim: 'wso2__product-microgateway/integration/test-integration/src/test/resources/configs/vhost-deployment.toml',
    },
    leaveOut: { files: /\/resources\/(docker-compose|conf)\//, why: 'the other projects' },
    findings: {
      rules: [...Array(2).fill('advertised-endpoint'), ...Array(3).fill('unlisted-version')],
      why: 'WebSub endpoints do not follow the offset 1, and Choreo Connect 1.3 is newer than the catalogue',
    },
  },
};
