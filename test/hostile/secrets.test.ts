import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { workshop } from './program.js';

const { path, write, run } = workshop();

const PLAN = `version: 1
defaults: { product: wso2am, version: 4.2.0 }
hosts: { a1: {}, a2: {} }
nodes:
  control-plane: { host: a1, profile: control-plane }
  gateway: { host: a2, profile: gateway-worker, config: conf }
`;
const FORMATS = ['text', 'compact', 'json', 'sarif', 'junit', 'github', 'gitlab', 'markdown', 'html'];
const SECRET = /Sup3rS3cret|3cc0481b|hunter2/;

/** Everything that the program says of a plan whose gateway has a file. */
function saidOf(name: string, content: string): string {
  write({ 'plan.yaml': PLAN, [`conf/${name}`]: content });
  const outputs = FORMATS.flatMap((format) => ['--output', `${format}=out/${format}`]);
  const checked = run(['check', 'plan.yaml', ...outputs]);
  const written = FORMATS.map((format) => readFileSync(path(`out/${format}`), 'utf8'));
  const others = ['ports', 'flows', 'config', 'fix', 'plan'].map((command) => run([command, 'plan.yaml']));
  const imported = run(['import', 'conf', '--version', '4.2.0', '--product', 'wso2am']);
  const streams = [checked, ...others, imported].map(({ stdout, stderr }) => stdout + stderr);
  return [...written, ...streams].join('\n');
}

describe('a file that cannot be parsed shows its place and the reason, and no line', () => {
  it.each([
    ['deployment.toml', '[encryption]\nkey = "3cc0481b70794667b5bee7e2beed2de4\n'],
    ['deployment.toml', '[database]\nurl = "jdbc:mysql://db/apim?user=root&pass=Sup3rS3cret" x\n'],
    ['deployment.toml', '[super_admin]\npassword =\n"Sup3rS3cret"\n'],
    ['deployment.toml', '\ufeff[a]\nb = "Sup3rS3cret"\n[server]\noffset = 1\n'],
    ['carbon.xml', '<Server><Security><Password>\nabc&Sup3rS3cret;def\n</Password></Security></Server>'],
    ['carbon.xml', '<Server><KeyPassword>Sup3rS3cret</KeyPasswort></Server>'],
    ['carbon.xml', '<!DOCTYPE x [<!ENTITY a "Sup3rS3cret">]><Server/>'],
    ['deployment.yaml', 'wso2.carbon:\n  ports:\n    offset: 1\npassword: "Sup3rS3cret\n'],
    ['deployment.yaml', 'wso2.carbon:\n  ports: {\npassword:\n  - Sup3rS3cret: [hunter2\n'],
  ])('%s: %j', (name, content) => {
    const said = saidOf(name, content);
    expect(said).toContain(`conf/${name}`);
    expect(said).not.toMatch(SECRET);
  });
});

describe('a file that is understood shows the judged value and its key', () => {
  const TOML = `[server]
offset = 2
[super_admin]
password = """
Sup3rS3cret"""
[apim.key_manager]
x = { secret = "hunter2" }
service_url = "https://boss:Sup3rS3cret@a1:9999/services/?token=hunter2" # Sup3rS3cret
`;

  it('and nothing else of its line', () => {
    write({ 'plan.yaml': PLAN, 'conf/deployment.toml': TOML });
    const { code, stdout } = run(['check', 'plan.yaml']);
    expect(code).toBe(1);
    expect(stdout).toContain('service_url = "https://****************@a1:9999/services/**************"');
  });

  it('without a user, a password or a query anywhere', () => {
    expect(saidOf('deployment.toml', TOML)).not.toMatch(SECRET);
  });
});

it('a correction of a file with secrets shows none of them, whatever command tells it', () => {
  write({
    'cp/repository/conf/deployment.toml':
      '[server]\nhostname = "cp"\noffset = 1\nserver_role = "control-plane"\n[super_admin]\npassword = "hunter2"\n',
    'gw/repository/conf/deployment.toml': `[server]
hostname = "gw"
server_role = "gateway-worker"
[apim.key_manager]
service_url = "https://boss:Sup3rS3cret@cp:9443/services/?token=hunter2" # Sup3rS3cret
[[apim.throttling.url_group]]
traffic_manager_urls = ["tcp://boss:Sup3rS3cret@cp:9611"]
password = "hunter2"
`,
  });
  const release = ['--version', 'wso2am=4.2.0', '.'];
  const corrected = run(['fix', ...release]);
  expect(corrected.stdout).toContain('https://cp:9443/services/ -> https://cp:9444/services/');
  const outputs = [
    corrected,
    run(['fix', '--check', ...release]),
    ...FORMATS.map((format) => run(['check', '--format', format, ...release])),
    ...['config', 'flows', 'ports', 'import'].map((command) => run([command, ...release])),
    run(['import', '--inline', ...release]),
    run(['fix', '--write', ...release]),
  ];
  for (const { stdout, stderr } of outputs) expect(`${stdout}${stderr}`).not.toMatch(SECRET);
  const fixed = readFileSync(path('gw/repository/conf/deployment.toml'), 'utf8');
  expect(fixed).toContain('"https://boss:Sup3rS3cret@cp:9444/services/?token=hunter2" # Sup3rS3cret');
});
