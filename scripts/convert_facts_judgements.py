"""What convert-facts.py cannot read from the facts: names, roles, kinds of links, self-references, judged by hand."""

facts = {}  # filled by convert-facts.py


# --- texts ----------------------------------------------------------------------------------------------------------

TEXT = [
    (r'the documentation \(seed 004, API-M default-ports pages\)', 'the documentation (default-ports pages)'),
    (r' \(and the seed\)', ''),
    (r'the docs and the seed say', 'the docs say'),
    (r'the 2\.1\.0 doc \(seed 002\)', 'the 2.1.0 documentation'),
    (r'Seed table \(', 'The documented table ('),
    (r'Seed facts: ', 'Documentation: '),
    (r'The seed also says', 'The documentation also says'),
    (r'The seed page says', 'The documentation page says'),
    (r'offset pages \(see seeds\)', 'offset pages'),
    (r"config_model is YAML \(Carbon 5\), 'xml' above only because the format knows no third value\. ",
     'Configured by deployment.yaml (Carbon 5). '),
    (r' \(config_model toml is the closest value of the schema\)', ''),
    (r'Only the API-M related ports are listed; see the Identity Server facts for 10389, 8000, 10500\. ', ''),
    (r'was not visible in the stored excerpt', 'was not visible in the page that was read'),
    (r'\(see the other product ids\)', '(wso2am-acp, wso2am-universal-gw, wso2am-tm)'),
    (r'Applies to the analytics pack', 'The analytics pack'),
    (r'; not modelled\.', '; not in this catalogue.'),
    (r'Do not rely on this block for a strict check\.', 'Do not rely on 2.x for a strict check.'),
    (r'see wso2mi 4\.5/4\.6 callbacks', 'see the self-references of wso2mi 4.5/4.6'),
]

VENDOR_PAGES = {
    '000_eb353ba05feedca0.txt': 'vendor page: API Manager, Changing the Default Ports with Offset (archive site)',
    '001_0aba5e1fd99a7f05.txt': 'vendor page: API Manager, Changing the Default Ports with Offset (with Thrift example)',
    '002_dbe6ba712ca5b2c1.txt': 'vendor page: API Manager 2.1.0, Changing the Default Ports with Offset',
    '003_e9aeca2659e75613.txt': 'vendor page: Micro Integrator, Changing the Default Ports',
    '004_2822ad8f37f81bf1.txt': 'vendor page: Identity Server, Default Ports of WSO2 Products',
}
SOURCE_TEXT = [(f'^seed: {name}$', page) for name, page in VENDOR_PAGES.items()] + [
    (r', stored copy\)$', ')'),
    (r'\(stored copy, ', '('),
    (r' \(stored copy\)$', ''),
]

NOTHING_TO_EDIT = 'Nothing, as long as no value is written by hand.'


# --- products -------------------------------------------------------------------------------------------------------

# A pack of runtimes, each of which is a product of its own; it opens nothing itself.
NOT_PRODUCTS = {'wso2ei'}

NAMES = {
    'wso2is-km': 'WSO2 Identity Server as Key Manager (prepackaged)',
    'carbon-kernel': 'WSO2 Carbon kernel (ports common to Carbon 4 products)',
    'wso2is-analytics': 'WSO2 IS Analytics',
    'wso2as': 'WSO2 Application Server',
    'wso2ei-analytics': 'WSO2 Enterprise Integrator - analytics',
    'wso2mi-dashboard': 'WSO2 Micro Integrator Dashboard',
}

DEPRECATED_NODE = ('api-key-manager-node (profileSetup only)',)
PROFILE_NOTES = {
    ('wso2am', ('default', 'control-plane', 'gateway-worker', 'traffic-manager', 'api-publisher-deprecated',
                'api-devportal-deprecated', 'api-key-manager-deprecated', 'api-key-manager-node (profileSetup only)')):
        'api-key-manager-node exists for profileSetup only; what it opens besides the listeners of all profiles is '
        'unknown.',
    ('wso2am-acp', ('default', 'key-manager (profileSetup -Dprofile=key-manager, bin/key-manager.sh)')):
        'The key-manager profile is set up with profileSetup -Dprofile=key-manager and started with '
        'bin/key-manager.sh.',
    ('wso2iot-core', ('iot-server (all-in-one)', 'device-manager')): 'iot-server is the all-in-one profile.',
    ('wso2ei-broker', ('broker', '-Dprofile=broker-default')): 'Started with -Dprofile=broker-default.',
    ('wso2ei-business-process', ('business-process', '-Dprofile=business-process-default')):
        'Started with -Dprofile=business-process-default.',
    ('wso2ei-analytics', ('analytics', '-Dprofile=analytics-default')): 'Started with -Dprofile=analytics-default.',
    ('wso2sp-worker', ('worker (bin/worker.sh)',)): 'Started with bin/worker.sh.',
    ('wso2sp-manager', ('manager (bin/manager.sh)',)): 'Started with bin/manager.sh.',
    ('wso2sp-dashboard', ('dashboard (bin/dashboard.sh)',)): 'Started with bin/dashboard.sh.',
    ('wso2sp-editor', ('editor (bin/editor.sh)',)): 'Started with bin/editor.sh.',
}


def profile(name):
    return name.split(' (')[0]


def config_model(product, version, block):
    """The facts know no `yaml` in places and name the nearest other model instead."""
    if product.startswith('wso2am-analytics-') or (product == 'wso2is-analytics' and version >= [5, 7]):
        return 'yaml'
    return block['config_model']


# --- listeners ------------------------------------------------------------------------------------------------------

RENAMES = {
    'passthru-https': 'passthrough-https', 'passthru-http': 'passthrough-http',
    'thrift-keymgt': 'thrift-key-validation', 'thrift-auth-tcp': 'thrift-authentication',
    'ws-inbound': 'websocket', 'wss-inbound': 'websocket-secure',
    'amqp': 'broker-amqp', 'amqp-tcp': 'broker-amqp', 'qpid-amqp': 'broker-amqp',
    'amqps': 'broker-amqps', 'amqp-ssl': 'broker-amqps',
    'mqtt': 'broker-mqtt', 'mqtt-tcp': 'broker-mqtt', 'mqtts': 'broker-mqtts', 'mqtt-ssl': 'broker-mqtts',
    'andes-thrift-coordination': 'broker-coordination', 'mb-coordination-thrift': 'broker-coordination',
    'thrift-coordination': 'broker-coordination',
    'databridge-thrift-tcp': 'databridge-thrift', 'thrift': 'databridge-thrift',
    'thrift-ssl': 'databridge-thrift-ssl',
    'databridge-binary-tcp': 'databridge-binary', 'binary': 'databridge-binary',
    'binary-ssl': 'databridge-binary-ssl',
    'hazelcast-wka': 'cluster-member', 'cluster-hazelcast-wka': 'cluster-member',
    'hazelcast-multicast': 'cluster-multicast',
}

# Carbon 5 runtimes: the table says msf4j-*, unless two runtimes of one product would share the id.
CARBON5 = ['wso2am-analytics-worker', 'wso2am-analytics-dashboard', 'wso2am-analytics-manager',
           'wso2am-analytics-editor']
LISTENER_IDS = {
    **{(p, 'https'): 'msf4j-https' for p in CARBON5}, **{(p, 'http'): 'msf4j-http' for p in CARBON5},
    ('wso2is-analytics', 'worker-https'): 'msf4j-https', ('wso2is-analytics', 'worker-http'): 'msf4j-http',
    ('wso2ei-analytics-dashboard', 'portal-https'): 'msf4j-https',
    ('wso2sp-dashboard', 'portal-https'): 'msf4j-https',
}


# --- roles ----------------------------------------------------------------------------------------------------------

ALL = ['all']


def roles(product, version):
    """{role: profiles that play it}; profiles a release does not have are taken out by the caller."""
    if product == 'wso2am':
        return api_manager_roles(version)
    if product == 'wso2is-analytics':
        return {'is-analytics': ['worker'] if version >= [5, 7] else ALL}
    if product == 'wso2ei-analytics':
        return {'ei-analytics': ['server'] if version >= [7] else ALL}
    if product == 'wso2icp':
        return {'icp': ALL} if version >= [2] else {'mi-dashboard': ALL, 'icp-dashboard': ALL}
    return ROLES[product]


def api_manager_roles(version):
    if version >= [4]:
        return {
            'gateway': ['default', 'gateway-worker'],
            'traffic-manager': ['default', 'traffic-manager'],
            'control-plane': ['default', 'control-plane'],
            'event-hub': ['default', 'control-plane'],
            'publisher': ['default', 'control-plane', 'api-publisher-deprecated'],
            'devportal': ['default', 'control-plane', 'api-devportal-deprecated'],
            'key-manager': ['default', 'control-plane', 'api-key-manager-deprecated', 'api-key-manager-node'],
        }
    played = {
        'gateway': ['default', 'gateway-manager', 'gateway-worker'],
        'key-manager': ['default', 'api-key-manager'],
        'publisher': ['default', 'api-publisher'],
        'devportal': ['default', 'api-store', 'api-devportal'],
    }
    if version >= [2]:
        played['traffic-manager'] = ['default', 'traffic-manager']
    if version >= [3, 2]:
        played['event-hub'] = ['default', 'traffic-manager']
    return played


ROLES = {
    'wso2am-universal-gw': {'gateway': ALL},
    'wso2am-acp': {'control-plane': ['default'], 'event-hub': ['default'], 'publisher': ['default'],
                   'devportal': ['default'], 'key-manager': ALL},
    'wso2am-tm': {'traffic-manager': ALL},
    'wso2am-analytics': {'apim-analytics': ALL},
    'wso2am-analytics-worker': {'apim-analytics-worker': ALL},
    'wso2am-analytics-dashboard': {'apim-analytics-dashboard': ALL},
    'wso2am-analytics-manager': {},
    'wso2am-analytics-editor': {},
    'wso2is-km': {'key-manager': ALL, 'identity-server': ALL},
    'carbon-kernel': {'carbon-server': ALL},
    'wso2is': {'identity-server': ALL},
    'wso2is-fs-accelerator': {'identity-server': ALL},
    'wso2greg': {'governance-registry': ALL},
    'wso2as': {},
    'wso2emm': {'device-manager': ALL},
    'wso2iot-core': {'iot-runtime': ALL, 'iot-core': ALL, 'iot-device-manager': ALL, 'iot-gateway': ['iot-server'],
                     'iot-key-manager': ['iot-server']},
    'wso2iot-backend': {'iot-runtime': ALL, 'iot-core': ALL, 'iot-gateway': ALL},
    'wso2iot-keymanager': {'iot-runtime': ALL, 'iot-key-manager': ALL},
    'wso2iot-analytics': {'iot-analytics': ALL},
    'wso2iot-broker': {'iot-broker': ALL},
    'wso2bps': {'business-process': ALL},
    'wso2dss': {},
    'wso2appm': {},
    'wso2mi': {'micro-integrator': ALL},
    'wso2mi-dashboard': {'mi-dashboard': ALL},
    'wso2ei-integrator': {'integrator': ALL},
    'wso2ei-broker': {'broker': ALL, 'ei-broker': ALL},
    'wso2ei-business-process': {'business-process': ALL},
    'wso2ei-analytics-worker': {'ei-analytics': ALL},
    'wso2ei-analytics-dashboard': {},
    'wso2ei-msf4j': {},
    'wso2ei-micro-integrator': {},
    'wso2esb': {'integrator': ALL},
    'wso2esb-analytics': {'esb-analytics': ALL},
    'wso2mb': {'broker': ALL, 'message-broker': ALL},
    'wso2das': {'data-analytics': ALL},
    'wso2cep': {},
    'wso2si': {'streaming-integrator': ALL},
    'wso2si-tooling': {},
    'wso2sp-worker': {'sp-worker': ALL},
    'wso2sp-manager': {'sp-manager': ALL},
    'wso2sp-dashboard': {'sp-dashboard': ALL},
    'wso2sp-editor': {},
    'wso2am-micro-gw': {'microgateway': ALL},
    'choreo-connect': {'choreo-router': ['router'], 'choreo-enforcer': ['enforcer'], 'choreo-adapter': ['adapter'],
                       'choreo-xds-client': ['router', 'enforcer'],
                       'choreo-event-client': ['enforcer', 'adapter']},
    'wso2apk': {'apk-agent': []},
}

# The words of from_profile and to_profile, where they are not the role's id.
ROLE_NAMES = {
    ('*', 'store'): 'devportal',
    ('*', 'business-process-server'): 'business-process',
    ('wso2am', 'bam'): 'external',
    ('wso2am', 'analytics'): lambda v: 'data-analytics' if v < [2] else 'apim-analytics',
    ('wso2am', 'analytics-worker'): 'apim-analytics-worker',
    ('wso2am', 'etcd'): 'external',
    ('wso2am', 'any'): 'cluster-member',
    ('wso2am-analytics-dashboard', 'dashboard'): 'apim-analytics-dashboard',
    ('wso2am-analytics-dashboard', 'worker'): 'apim-analytics-worker',
    ('wso2is-km', 'any'): 'identity-server',
    ('wso2is', 'any'): 'identity-server',
    ('carbon-kernel', 'any'): 'carbon-server',
    ('wso2is', 'api-manager control-plane'): 'event-hub',
    ('wso2is-fs-accelerator', 'api-manager gateway'): 'gateway',
    ('wso2emm', 'emm/devices'): 'device-manager',
    ('wso2emm', 'external Google'): 'external',
    ('wso2emm', 'external Apple'): 'external',
    ('wso2iot-analytics', 'core, analytics'): 'iot-analytics',
    ('wso2bps', 'bps'): 'business-process',
    ('wso2bps', 'analytics'): 'data-analytics',
    ('wso2mi', 'all'): 'micro-integrator',
    ('wso2mi', 'analytics'): 'ei-analytics',
    ('wso2mi', 'dashboard'): 'mi-dashboard',
    ('wso2mi-dashboard', 'all'): 'mi-dashboard',
    ('wso2icp', 'all'): lambda v: 'icp' if v >= [2] else 'mi-dashboard',
    ('wso2ei-integrator', 'broker'): 'ei-broker',
    ('wso2ei-integrator', 'analytics'): 'ei-analytics',
    ('wso2ei-integrator', 'analytics-worker'): 'ei-analytics',
    ('wso2ei-business-process', 'analytics'): 'ei-analytics',
    ('wso2esb', 'all'): 'integrator',
    ('wso2esb', 'broker'): 'message-broker',
    ('wso2esb', 'analytics'): 'esb-analytics',
    ('wso2si', 'server'): 'streaming-integrator',
    ('wso2si', 'manager'): 'sp-manager',
    ('wso2si', 'icp'): 'icp-dashboard',
    ('wso2sp-worker', 'worker'): 'sp-worker',
    ('wso2sp-worker', 'manager'): 'sp-manager',
    ('wso2sp-manager', 'manager'): 'sp-manager',
    ('wso2sp-dashboard', 'dashboard'): 'sp-dashboard',
    ('wso2sp-dashboard', 'worker'): 'sp-worker',
    ('wso2am-micro-gw', 'all'): 'microgateway',
    ('wso2am-micro-gw', 'analytics'): 'apim-analytics-worker',
    ('choreo-connect', 'router, enforcer'): 'choreo-xds-client',
    ('choreo-connect', 'adapter, enforcer'): 'choreo-event-client',
    ('choreo-connect', 'router'): 'choreo-router',
    ('choreo-connect', 'enforcer'): 'choreo-enforcer',
    ('choreo-connect', 'adapter'): 'choreo-adapter',
    ('wso2apk', 'apim-apk-agent'): 'apk-agent',
    ('*', 'control-plane (API Manager)'): 'control-plane',
    ('*', 'traffic-manager (API Manager)'): 'traffic-manager',
    ('*', 'key-manager (API Manager)'): 'key-manager',
    ('*', 'external RDBMS'): 'external',
    ('*', 'external Jaeger'): 'external',
    ('*', 'external SMTP'): 'external',
    ('*', 'external Kafka'): 'external',
    ('*', 'external ZooKeeper'): 'external',
    ('*', 'any carbon product'): 'carbon-server',
    **{(p, 'core'): 'iot-runtime' for p in ('wso2iot-core', 'wso2iot-backend', 'wso2iot-keymanager')},
    **{(p, 'core, analytics'): 'iot-runtime' for p in ('wso2iot-core', 'wso2iot-backend', 'wso2iot-keymanager')},
}


# --- links ----------------------------------------------------------------------------------------------------------

# Described in the block of the server although it is the client's; the client has it already, or gets it below.
DROPPED = {'links': {
    ('wso2is-km', 'gateway-to-km-thrift'), ('wso2is-km', 'gateway-to-km-services'),
    ('wso2is', 'apim-to-is-as-third-party-key-manager'),
    ('wso2is-fs-accelerator', 'fs-apim-to-is-consent'),
    ('wso2greg', 'remote-registry'),
}}


def moved_links(product):
    """Links that the facts have in the block of the other end: {id: {release: entry}}, to be cut to known releases."""
    if product == 'wso2am':
        entry = facts_link('wso2is-fs-accelerator', 'fs-apim-to-is-consent')
        entry['from_profile'] = 'gateway'
        entry['notes'] += (' Only with the financial services accelerator, which carries deployment files for these '
                           'API Manager releases. That the gateway dials it is inferred.')
        place = ('wso2/financial-services-accelerator@financial-services-accelerator/accelerators/fs-apim/'
                 'repository/resources/wso2am-{}-deployment.toml')
        return {'fs-apim-to-is-consent': {r: {**entry, 'sources': entry['sources'] + [place.format(r)]}
                                          for r in ('4.4.0', '4.5.0', '4.6.0', '4.7.0')}}
    if product == 'carbon-kernel':
        entry = facts_link('wso2greg', 'remote-registry')
        entry['notes'] += ' The shipped element is a commented sample.'
        releases = next(b['versions'] for b in facts[product] if b['config_model'] == 'xml')
        return {'remote-registry': {r: entry for r in releases}}
    return {}


def facts_link(product, name):
    return dict(next(link for block in facts[product] for link in block['links'] if link['id'] == name))


LINK_IDS = {
    ('wso2is-km', 'km-to-traffic-manager-events'): 'km-to-traffic-manager-binary',
}
LINK_ALIASES = {
    ('wso2am', 'key-validation-thrift'): ['gateway-to-km-thrift'],
    ('wso2am', 'key-validation-ws'): ['key-manager-service', 'gateway-to-km-services'],
    ('wso2am', 'throttle-publish'): ['throttle-data'],
    ('wso2am-universal-gw', 'throttle-publish'): ['throttle-data'],
    ('wso2am', 'identity-server-as-key-manager'): ['apim-to-is-as-third-party-key-manager'],
}

ADVERTISED = {'kind': 'advertised'}
IOT = {'enabled': True}
LINKS = {
    ('*', 'cluster-wka-members'): {'from': 'cluster-member', 'to': 'cluster-member', 'kind': 'members',
                                   'enabled': False},
    ('wso2am', 'key-validation-thrift'): {'kind': 'port'},
    ('wso2am', 'portal-to-gateway-endpoint'): {'kind': 'advertised',
                                               'listener': ['passthrough-https', 'passthrough-http']},
    ('wso2am', 'token-revocation-etcd'): {'listener': 'etcd'},
    ('wso2am', 'fs-apim-to-is-consent'): {'enabled': False},
    **{('*', f'portal-to-gateway-{name}'): ADVERTISED for name in (
        'https-endpoint', 'http-endpoint', 'ws-endpoint', 'wss-endpoint', 'websub-http', 'websub-https')},
    ('wso2am-analytics-dashboard', 'dashboard-to-worker'): {'listener': 'msf4j-https'},
    ('wso2is', 'user-store-ldap'): {'to': 'identity-server', 'enabled': True},
    ('wso2is', 'is-analytics-publisher'): {'enabled': lambda v: False if v[:2] == [5, 1] else 'unknown'},
    ('carbon-kernel', 'remote-registry'): {'enabled': False},
    ('wso2emm', 'push-notification-gcm'): {'listener': 'gcm'},
    ('wso2emm', 'push-notification-apns'): {'listener': 'apns'},
    **{('*', f'iot-core-to-analytics-{name}'): {'to': 'iot-analytics'} for name in ('thrift', 'https', 'http')},
    ('*', 'iot-to-broker-mqtt'): {'to': 'iot-broker'},
    ('*', 'iot-to-broker-https'): {'to': 'iot-broker'},
    ('*', 'iot-to-key-manager'): {'to': 'iot-key-manager'},
    ('*', 'iot-to-gateway-https'): {'to': 'iot-gateway'},
    ('*', 'iot-to-gateway-http'): {'to': 'iot-gateway'},
    ('*', 'iot-to-core'): {'to': 'iot-core'},
    ('*', 'iot-to-manager'): {'to': 'iot-device-manager'},
    ('wso2bps', 'bps-jndi-datasource'): {'enabled': False},
    ('*', 'activiti-mail'): {'listener': 'smtp'},
    ('wso2mi', 'broker-jms'): {'enabled': False},
    ('wso2mi', 'ei-analytics-thrift'): {'listener': 'databridge-thrift'},
    ('wso2mi', 'dashboard-heartbeat'): {'enabled': False},
    ('wso2mi', 'service-catalog'): {'enabled': False},
    ('wso2mi', 'opentelemetry-jaeger'): {'enabled': False},
    ('wso2mi', 'icp-heartbeat'): {'enabled': False},
    ('wso2si', 'kafka'): {'enabled': False},
    ('wso2si', 'ha-event-sync'): {'enabled': False},
    ('wso2si', 'distributed-resource-manager'): {'enabled': False},
    ('wso2si', 'service-catalog'): {'enabled': False},
    ('wso2sp-worker', 'distributed-resource-manager'): {'enabled': False},
    ('wso2sp-worker', 'ha-live-sync'): {'enabled': False},
    ('wso2sp-worker', 'ha-event-sync'): {'enabled': False},
    ('wso2am-micro-gw', 'event-hub'): {'to': 'event-hub'},
    ('wso2am-micro-gw', 'analytics-grpc'): {'listener': 'grpc-mgw'},
}


# --- self-references: own listeners named, when to edit, profiles ---------------------------------------------------

def portal_profiles(version):
    if version >= [4]:
        return ['default', 'control-plane', 'api-publisher-deprecated', 'api-devportal-deprecated']
    return ['default', 'api-publisher', 'api-devportal']


HTTPS = ['servlet-https']
SELF_REFERENCES = {
    'workflow-callback': (HTTPS, 'always'),
    'jndi-properties': (lambda v: ['broker-amqp'] if v >= [2] else [], lambda v: 'always' if v >= [2] else 'optional',
                        lambda v: ['default', 'traffic-manager'] if v >= [2] else ALL),
    'site-json-sso': (HTTPS, 'optional'),
    'sso-idp-config': (HTTPS, 'optional'),
    'token-apis': (HTTPS, 'always', ['default']),
    'workflow-executor-callback': (['passthrough-https'], 'optional'),
    'log4j-appenders': ([], 'optional'),
    'dispatch-seq': (['servlet-http'], 'optional'),
    'ws-endpoints': (['websocket', 'websocket-secure'], 'always', portal_profiles),
    'websub-endpoints': (['websub-http', 'websub-https'], 'always', portal_profiles),
    'portal-oauth-callback': (HTTPS, 'always', portal_profiles),
    'task-server-address': (HTTPS, 'optional'),
    'gateway-environment': ([], 'optional'),
    'dashboard-base-url': (['msf4j-https'], lambda v: 'always' if v >= [3, 1] else 'optional'),
    'http-connector-redirect-port': (HTTPS, 'optional'),
    'registry-remote-instance': (HTTPS, 'optional'),
    'km-gateway-urls': ([], 'optional'),
    'task-server-addresses': (HTTPS, 'optional'),
    'identity-xml-endpoints': (HTTPS, 'always'),
    'scim-location-url': (HTTPS, 'optional'),
    'authentication-endpoint-service': (HTTPS, lambda v: 'always' if v[:2] == [5, 1] else 'optional'),
    'user-portal-callback': (HTTPS, 'always'),
    'username-recovery-service-url': (HTTPS, 'optional'),
    'console-myaccount-callback': (lambda v: HTTPS if v < [7] else [], lambda v: 'always' if v < [7] else 'optional'),
    'resident-idp-entity-id': (HTTPS, 'always'),
    'x509-authenticator-endpoint': (['x509-mutual-tls'], 'optional'),
    'email-otp-endpoints': (HTTPS, 'optional'),
    'dashboard-idp': ([], 'optional', ['dashboard']),
    'authentication-endpoints': (HTTPS, 'always'),
    'consent-portal-base-url': (HTTPS, 'always'),
    'consent-auth-webapp': (HTTPS, 'always'),
    'fs-xml-identity-base-url': (HTTPS, 'always'),
    'sso-acs-urls': (HTTPS, 'optional'),
    'uddi-endpoints': (['servlet-http'], 'optional'),
    'impact-gadget': (HTTPS, 'optional'),
    'throttling-manager': (HTTPS, 'optional'),
    'app-manager-urls': (HTTPS, 'always'),
    'dss-analytics-client': ([], 'optional'),
    'analytics-data-config': ([], 'optional'),
    'apim-das-url': ([], 'optional'),
    'csrf-white-list': (HTTPS, 'optional'),
    'portal-designer': (HTTPS, 'always'),
    'broker-oauth-validation': ([], 'optional'),
    'default-api-endpoints': (HTTPS, 'always'),
    'app-manager-xml-ports': (HTTPS, 'always'),
    'dashboard-management-port': ([], 'optional'),
    'service-catalog-mi-port': ([], 'optional'),
    'icp2-advertised-management-port': (['management-api-https'], 'optional'),
    'cors-origins': (['passthrough-http', 'passthrough-https'], 'optional'),
    'https-interface-self': (['msf4j-https'], 'optional'),
    'apikey-issuer': (['gateway-https'], 'optional'),
    'gateway-environment-urls': (['router-http', 'router-https'], 'optional', ['router']),
}

# The facts of one family do not say it: a literal does not move, a computed text may.
MOVES = {
    'scim-location-url': lambda v: 'unknown',
    'km-gateway-urls': lambda v: 'unknown',
    'dashboard-management-port': lambda v: True,
    'service-catalog-mi-port': lambda v: True,
    'icp2-advertised-management-port': lambda v: 'unknown',
    'console-myaccount-callback': lambda v: v >= [7],
}
