import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/index.js';
import { command } from '../cli/command.js';
import { readingOf } from './reading.js';

const dials = (xml: string) =>
  readingOf({ 'api-manager.xml': `<APIManager>${xml}</APIManager>` }, 'wso2am', '2.1.0').dials;

const analytics = (urls: string) =>
  `<Analytics><Enabled>true</Enabled><DASServerURL>${urls}</DASServerURL></Analytics>`;

describe('the login of a data publisher', () => {
  it('is 100 above the port of the receiver, at the same place', () => {
    expect(dials(analytics('{tcp://a:7612,tcp://[2001:db8::1]:7613}'))).toMatchObject([
      { to: 'a:7712', purpose: 'analytics-publish, authentication', range: { start: { line: 1 } } },
      { to: '[2001:db8::1]:7713', purpose: 'analytics-publish, authentication' },
    ]);
  });

  it('is where a file has it', () => {
    const toml = `[apim.analytics]
enable = true
[[apim.analytics.url_group]]
analytics_url = ["tcp://a:7611"]
analytics_auth_url = ["ssl://a:7799"]
`;
    const { dials: found } = readingOf({ 'deployment.toml': toml }, 'wso2am', '3.0.0');
    expect(found).toMatchObject([{ to: 'a:7799', range: { start: { line: 5 } } }]);
  });

  it('is no port above the last one, and nothing where events are not sent', () => {
    expect(dials(analytics('tcp://a:65500'))).toEqual([]);
    expect(dials(analytics('tcp://a:7612').replace('>true<', '>false<'))).toEqual([]);
  });

  it('is left to the link that the catalogue has for it', () => {
    const traffic = '<ReceiverUrlGroup>tcp://a:9611</ReceiverUrlGroup><AuthUrlGroup>ssl://a:9711</AuthUrlGroup>';
    expect(
      dials(`<ThrottlingConfigurations><DataPublisher>${traffic}</DataPublisher></ThrottlingConfigurations>`),
    ).toEqual([]);
  });

  it('is one finding with the receiver where both are wrong', async () => {
    const compose = `services:
  am: { image: "wso2/wso2am:2.1.0", volumes: ["./am:/home/wso2carbon/wso2am-2.1.0"] }
  stats: { image: "wso2/wso2am-analytics:2.1.0" }
`;
    const files = {
      'compose.yaml': compose,
      'am/repository/conf/api-manager.xml': `<APIManager>${analytics('tcp://stats:7611')}</APIManager>`,
    };
    const { stdout } = await command('check', '.', '--format', 'json', { files });
    const { findings } = JSON.parse(stdout) as Report;
    expect(findings.filter(({ file }) => file.endsWith('.xml')).map(({ rule }) => rule)).toEqual(['link-mismatch']);
  });
});
