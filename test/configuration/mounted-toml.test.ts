import { expect, it } from 'vitest';
import { command } from '../cli/command.js';

const COMPOSE = `services:
  cp:
    image: wso2/wso2am:4.2.0
    command: -Dprofile=control-plane
    volumes: ["./cp.toml:/home/wso2carbon/wso2am-4.2.0/repository/conf/deployment.toml"]
  gw:
    image: wso2/wso2am:4.2.0
    command: -Dprofile=gateway-worker
    volumes: ["./conf/gw.toml:/home/wso2carbon/wso2am-4.2.0/repository/conf/deployment.toml"]
`;
const SERVER = '[server]\nhostname = "cp"\noffset = 1\n[super_admin]\nusername = "admin"\n';
const WORKER = '[server]\nhostname = "gw"\n[apim.event_hub]\nservice_url = "https://cp:9443/services/"\n';

it('a deployment.toml that is mounted under another name is read', async () => {
  const files = { 'docker-compose.yml': COMPOSE, 'cp.toml': SERVER, 'conf/gw.toml': WORKER };
  const { stdout } = await command('check', '.', '--format', 'compact', { files });
  expect(stdout).toMatch(/^conf\/gw\.toml:4:15: error .*servlet-https listens on 9444/m);
});

it('other files in TOML are left alone', async () => {
  const files = {
    'docker-compose.yml': COMPOSE.replaceAll(/\.\S*\.toml/g, './repository'),
    'Cargo.toml': '[package]\nname = "x"\n',
    'app.toml': '[server]\nport = 9443\n[database]\nurl = "x"\n',
  };
  const { stdout } = await command('check', '.', '--format', 'json', { files });
  const { deployments } = JSON.parse(stdout) as { deployments: { nodes: { id: string }[] }[] };
  expect(deployments.flatMap(({ nodes }) => nodes.map(({ id }) => id)).sort()).toEqual(['cp', 'gw']);
});
