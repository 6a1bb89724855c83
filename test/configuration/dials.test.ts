import { describe, expect, it } from 'vitest';
import { jdbcServers } from '../../src/values/jdbc-url.js';
import { fragmentsOf, readingOf } from './reading.js';

const dials = (file: string, text: string) =>
  fragmentsOf({ [file]: text }).flatMap((fragment) => fragment.dials.map(({ to, purpose }) => `${to} ${purpose}`));

describe('servers of a JDBC URL', () => {
  it.each([
    ['jdbc:mysql://db:3307/apim_db?useSSL=false', ['db:3307']],
    ['jdbc:mysql://db/apim_db', ['db:3306']],
    ['jdbc:mysql://boss:hunter2@db:3306/apim_db', ['db:3306']],
    ['jdbc:mysql:replication://db1:3306,db2:3307/x', ['db1:3306', 'db2:3307']],
    ['jdbc:mysql://address=(protocol=tcp)(host=db1)(port=3306)/x', ['db1:3306']],
    ['jdbc:mariadb://db/x', ['db:3306']],
    ['jdbc:postgresql://[2001:db8::1]:5432/x', ['[2001:db8::1]:5432']],
    ['jdbc:oracle:thin:@db:1521/orcl', ['db:1521']],
    ['jdbc:oracle:thin:@db:1521:ORCL', ['db:1521']],
    ['jdbc:oracle:thin:boss/hunter2@//db/orcl', ['db:1521']],
    [
      'jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=a)(PORT=1521))(ADDRESS=(HOST=b)))',
      ['a:1521', 'b:1521'],
    ],
    ['jdbc:sqlserver://db:1433;databaseName=x', ['db:1433']],
    ['jdbc:sqlserver://db\\SQLEXPRESS;databaseName=x', ['db:1433']],
    ['jdbc:sqlserver://;serverName=db;portNumber=1444', ['db:1444']],
    ['jdbc:jtds:sqlserver://db:1433/x', ['db:1433']],
    ['jdbc:db2://db:50000/x', ['db:50000']],
    ['jdbc:h2:tcp://db/x', ['db:9092']],
    ['jdbc:h2:./repository/database/WSO2CARBON_DB;AUTO_SERVER=TRUE', []],
    ['jdbc:h2:$' + '{sys:carbon.home}/wso2/worker/database/X', []],
    ['jdbc:unknown://db/x', []],
    ['jdbc:', []],
  ])('%s', (url, servers) => {
    expect(jdbcServers(url)).toEqual(servers);
  });
});

describe('other servers that product files name', () => {
  it('are databases of deployment.toml, by their table or id', () => {
    const text =
      '[database.apim_db]\nurl = "jdbc:mysql://boss:hunter2@db:3306/apim?password=hunter2"\n' +
      '[database.shared_db]\ntype = "mysql"\nhostname = "db2"\nport = "3306"\n' +
      '[[datasource]]\nid = "COORDINATION"\nurl = "jdbc:postgresql://pg/x"\n';
    expect(dials('deployment.toml', text)).toEqual(['db:3306 apim_db', 'db2:3306 shared_db', 'pg:5432 COORDINATION']);
  });

  it('are data sources of XML and YAML files, by their name', () => {
    expect(
      dials(
        'conf/datasources/master-datasources.xml',
        '<datasources-configuration><datasources><datasource><name>WSO2AM_DB</name><definition type="RDBMS"><configuration><url>jdbc:mysql://db:3306/x</url><password>hunter2</password></configuration></definition></datasource></datasources></datasources-configuration>',
      ),
    ).toEqual(['db:3306 WSO2AM_DB']);
    expect(
      dials(
        'conf/worker/deployment.yaml',
        "wso2.datasources:\n  dataSources:\n    - name: APIM_ANALYTICS_DB\n      definition:\n        configuration:\n          jdbcUrl: 'jdbc:mysql://db:3306/x'\nwso2.carbon: {}\n",
      ),
    ).toEqual(['db:3306 APIM_ANALYTICS_DB']);
  });

  it('are user stores, mail servers and brokers', () => {
    expect(
      dials(
        'conf/user-mgt.xml',
        '<UserManager><Realm><UserStoreManager class="x"><Property name="ConnectionURL">ldaps://ldap.corp:636</Property></UserStoreManager></Realm></UserManager>',
      ),
    ).toEqual(['ldap.corp:636 user store']);
    expect(dials('deployment.toml', '[output_adapter.email]\nhostname = "smtp.corp"\nport = 587\n')).toEqual([
      'smtp.corp:587 mail',
    ]);
    expect(
      dials(
        'conf/axis2/axis2.xml',
        '<axisconfig><transportSender name="mailto" class="x"><parameter name="mail.smtp.host">smtp.corp</parameter></transportSender></axisconfig>',
      ),
    ).toEqual(['smtp.corp:25 mail']);
    expect(
      dials(
        'conf/jndi.properties',
        "connectionfactory.QueueConnectionFactory = amqp://admin:hunter2@clientID/test?brokerlist='tcp://b1:5675?retries='5'%26connectdelay='50';tcp://b2:5675?retries='5''\n",
      ),
    ).toEqual(['b1:5675 broker', 'b2:5675 broker']);
  });

  it('are not the embedded ones that ship', () => {
    expect(
      dials(
        'deployment.toml',
        '[database.apim_db]\nurl = "jdbc:h2:./repository/database/WSO2AM_DB"\n[user_store]\nconnection_url = "ldap://localhost:$' +
          '{Ports.EmbeddedLDAP.LDAPServerPort}"\n',
      ),
    ).toEqual([]);
  });

  it('are left to the links that the catalogue knows', () => {
    const text = '[user_store]\nconnection_url = "ldap://ldap.corp:389"\n[database.x]\nurl = "jdbc:mysql://db/x"\n';
    const reading = readingOf({ 'deployment.toml': text }, 'wso2is', '5.11.0');
    expect([reading.links.get('user-store-ldap')?.length, reading.dials.map(({ to }) => to)]).toEqual([1, ['db:3306']]);
  });

  it('are one where several files name them for one purpose', () => {
    const source = (file: string) => [file, '<a><b><c><name>WSO2_DB</name><url>jdbc:mysql://db/x</url></c></b></a>'];
    const files = Object.fromEntries([source('conf/master-datasources.xml'), source('conf/other-datasources.xml')]);
    expect(readingOf(files, 'wso2is', '5.8.0').dials.map(({ file }) => file)).toEqual(['conf/master-datasources.xml']);
  });

  it('have the place of their value', () => {
    const [fragment] = fragmentsOf({ 'deployment.toml': '[database.x]\nurl = "jdbc:mysql://db/x"\n' });
    expect(fragment?.dials).toEqual([
      {
        to: 'db:3306',
        purpose: 'x',
        byProducts: false,
        file: 'deployment.toml',
        range: { start: { line: 2, column: 7 }, end: { line: 2, column: 26 } },
      },
    ]);
  });

  it('are said to be unread where only the running system knows them', () => {
    const [fragment] = fragmentsOf({
      'deployment.toml': '[database.x]\nurl = "jdbc:mysql://{{ db_host }}:3306/x"\n',
    });
    expect([fragment?.dials, fragment?.unread.map(({ what }) => what)]).toEqual([[], ['x']]);
  });

  it.each([
    [
      'broker.xml',
      '<broker><transports><mqtt><security><authenticator><property name="hostURL">https://boss:hunter2@localhost:9443/services/OAuth2TokenValidationService</property></authenticator></security></mqtt></transports></broker>',
      'https://localhost:9443 token validation',
    ],
    [
      'deployment.toml',
      '[authentication.adaptive.event_publisher]\nurl = "http://si:8006/"\n',
      'http://si:8006 adaptive authentication events',
    ],
    [
      'identity/identity.xml',
      '<Server><AdaptiveAuth><EventPublisher><ReceiverURL>http://[2001:db8::1]:8006/</ReceiverURL></EventPublisher></AdaptiveAuth></Server>',
      'http://[2001:db8::1]:8006 adaptive authentication events',
    ],
  ])('have a scheme where a service is called: %s', (file, text, expected) => {
    expect(dials(file, text)).toEqual([expected]);
  });

  it('leave out what a product ships and nobody set', () => {
    const shipped =
      '<Server><AdaptiveAuth><EventPublisher><ReceiverURL>https://localhost:8280/</ReceiverURL></EventPublisher></AdaptiveAuth></Server>';
    expect(dials('identity/identity.xml', shipped)).toEqual([]);
  });

  it('hold no credentials', () => {
    const text = JSON.stringify(
      fragmentsOf({
        'deployment.toml': '[database.x]\nurl = "jdbc:oracle:thin:boss/hunter2@//db:1521/orcl"\n',
        'jndi.properties': "connectionfactory.Q = amqp://boss:hunter2@c/x?brokerlist='tcp://boss:hunter2@b:5672'\n",
      }),
    );
    expect(text).not.toMatch(/hunter2|boss/);
  });
});
