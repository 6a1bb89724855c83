import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/index.js';
import { command } from '../cli/command.js';

type Files = Readonly<Record<string, string>>;

async function checked(files: Files) {
  const { stdout, stderr } = await command('check', '.', '--format', 'json', { files });
  const { deployments = [], findings = [] } = stdout === '' ? {} : (JSON.parse(stdout) as Partial<Report>);
  const nodes = deployments.flatMap((deployment) => deployment.nodes);
  return {
    stderr,
    nodes: nodes.map(({ id, product, version, offset }) => `${id}: ${product} ${version} +${offset}`),
    errors: findings.flatMap(({ rule, file, range, severity }) =>
      severity === 'error' ? [`${rule} ${file}:${range?.start.line}:${range?.start.column}`] : [],
    ),
  };
}

const compose = (...names: readonly string[]) =>
  `services:\n${names.map((name) => `  ${name}:\n    image: wso2/wso2am:4.2.0\n    volumes: ["./conf/${name}:/home/wso2carbon/wso2-config-volume"]\n`).join('')}`;

const TOML = '[server]\noffset = 2\n[apim.event_hub]\nservice_url = "https://cp:9444/services/"\n';

describe('a script that writes configuration', () => {
  it('is read where a quoted here-document has the text, and mounted where the file would be', async () => {
    const script = `#!/bin/sh\ncat > conf/gw/deployment.toml <<'END'\n${TOML}END\ntee ./conf/cp/deployment.toml <<-"END" >/dev/null\n[server]\noffset = 0\n\tEND\n`;
    const { nodes, errors, stderr } = await checked({ 'docker-compose.yml': compose('gw', 'cp'), 'setup.sh': script });
    expect(nodes).toEqual(['gw: wso2am 4.2.0 +2', 'cp: wso2am 4.2.0 +0']);
    expect(errors).toEqual(['link-mismatch setup.sh:6:15']);
    expect(stderr).not.toContain('not here');
  });

  it('is read where a shell replaces nothing, with what backslashes keep', async () => {
    const script = `cat <<END >conf/gw/deployment.toml\n[server]\nbase_path = "\\\${carbon.protocol}://x"\n${TOML.slice(9)}END\n`;
    const cp = { 'conf/cp/deployment.toml': '[server]\noffset = 0\n' };
    const { errors } = await checked({ 'docker-compose.yml': compose('gw', 'cp'), 'setup.sh': script, ...cp });
    expect(errors).toEqual(['link-mismatch setup.sh:6:15']);
  });

  it.each([
    ['a variable in the text', 'cat > conf/gw/deployment.toml <<END\n[server]\nhostname = "$HOST"\nEND\n'],
    ['a command in the text', 'cat > conf/gw/deployment.toml <<END\n[server]\nhostname = "`hostname`"\nEND\n'],
    ['a line that goes on', 'cat > conf/gw/deployment.toml <<END\n[server]\\\noffset = 3\nEND\n'],
    ['a variable in the path', 'cat > conf/gw$N/deployment.toml <<"END"\n[server]\noffset = 3\nEND\n'],
  ])('is said with its place where it has %s', async (_, script) => {
    const { nodes, stderr } = await checked({ 'docker-compose.yml': compose('gw'), 'setup.sh': script });
    expect(nodes).toEqual(['gw: wso2am 4.2.0 +0']);
    expect(stderr).toContain('scripts write with variables of their own');
    expect(stderr).toContain('deployment.toml (setup.sh:1:7)');
  });

  it('is left alone where the tree has what it writes, and where it only adds, ends too early or writes something else', async () => {
    const files = {
      'docker-compose.yml': compose('gw', 'cp1'),
      'conf/gw/deployment.toml': '[server]\noffset = 1\n',
      'conf/cp1/deployment.toml': '[server]\noffset = 1\n',
      'setup.sh': `cat > conf/gw/deployment.toml <<'END'\n${TOML}END\ncat > conf/cp\${N}/deployment.toml <<END\n$A\nEND\ncat >> conf/x/deployment.toml <<'END'\n${TOML}END\ncat > a.txt <<END\n$X\nEND\ncat <<END\nx\nEND\ncat > conf/y/deployment.toml <<END\n`,
    };
    const { nodes, stderr } = await checked(files);
    expect(nodes).toEqual(['gw: wso2am 4.2.0 +1', 'cp1: wso2am 4.2.0 +1']);
    expect(stderr).toBe('');
  });

  it('is a machine of its own for what it writes to a path of the machine', async () => {
    const script = (offset: number) =>
      `sudo tee /opt/wso2am-4.2.0/repository/conf/deployment.toml > /dev/null <<'END'\n[server]\noffset = ${offset}\nEND\n`;
    const { nodes } = await checked({ 'user-data-gw.sh': script(1), 'install.sh': script(2) });
    expect(nodes).toEqual(['wso2am-4.2.0: wso2am 4.2.0 +2', 'gw: wso2am 4.2.0 +1']);
  });

  it('is not read inside of Terraform or Ruby where these put values in', async () => {
    const written = (text: string) =>
      `x = <<-E\n  cat > /opt/wso2am-4.2.0/conf/deployment.toml <<'END'\n[server]\n${text}\nEND\nE\n`;
    const read = async (file: string, text: string) => (await checked({ [file]: written(text) })).nodes;
    expect(await read('main.tf', 'offset = 4')).toEqual(['wso2am-4.2.0: wso2am 4.2.0 +4']);
    expect(await read('main.tf', 'offset = ${var.offset}')).toEqual([]);
    expect(await read('Vagrantfile', 'offset = 5')).toEqual(['wso2am-4.2.0: wso2am 4.2.0 +5']);
    expect(await read('Vagrantfile', 'offset = #{n}')).toEqual([]);
  });
});

describe('cloud-init', () => {
  it('has the files that it writes, on a machine of its own', async () => {
    const text = `#cloud-config
write_files:
  - path: /opt/wso2is-6.1.0/repository/conf/deployment.toml
    content: |
      [server]
      offset = 1
  - path: /opt/wso2is-6.1.0/repository/conf/carbon.xml
    encoding: b64
    content: eA==
  - path: /opt/wso2is-6.1.0/repository/conf/axis2.xml
    append: true
    content: x
  - content: nowhere
  - path: /opt/wso2is-6.1.0/repository/conf/jmx.xml
`;
    const { nodes } = await checked({ 'cloud-init-is.yaml': text });
    expect(nodes).toEqual(['is: wso2is 6.1.0 +1']);
    expect((await checked({ 'cloud-init.yaml': '#cloud-config\nwrite_files: [' })).nodes).toEqual([]);
  });

  it('is left alone where something else completes it', async () => {
    const text = `#cloud-config\nwrite_files:\n  - path: /opt/wso2is-6.1.0/conf/deployment.toml\n    content: "[server]\\noffset = 3\\n# \${x}"\n`;
    expect((await checked({ 'cloud-init.tpl': text })).nodes).toEqual([]);
    expect((await checked({ 'user-data': text })).nodes).toEqual(['wso2is-6.1.0: wso2is 6.1.0 +3']);
  });
});

describe('configuration that is not there', () => {
  it('is said where a compose file mounts it, with the script that writes it or its folder', async () => {
    const files = {
      'docker-compose.yml': `${compose('gw', 'tm', 'cp')}  db: { image: mysql, volumes: ["./conf/db:/conf"] }\n`,
      'conf/cp/deployment.toml': '[server]\noffset = 1\n',
      'make.sh':
        '# mkdir conf/gw\necho > conf/gw\nls /conf/gw && cat conf/gw-old > x\nmkdir -p ./conf/gw\ncp -r other/conf/tm x\n',
    };
    const { stderr } = await checked(files);
    expect(stderr).toContain(
      'configuration that a compose file mounts and that is not here; where a script makes it, run that first (2): conf/gw, which make.sh:4 writes (docker-compose.yml:4:15), conf/tm (docker-compose.yml:7:15)',
    );
  });

  it.each([
    ['a folder above', 'unzip all.zip -d conf', 'conf, by a folder'],
    ['nothing', 'ls', ''],
  ])('is said where %s is written', async (_, line, named) => {
    const { stderr } = await checked({ 'docker-compose.yml': compose('gw'), 'make.sh': `${line}\n` });
    expect(stderr).toContain(named === '' ? ': conf/gw (' : ': conf/gw, which make.sh:1 writes (');
  });

  it('is said where it is in a folder of the machine, and not where it is none or a variable', async () => {
    const text = `services:
  am:
    image: wso2/wso2am:4.2.0
    volumes:
      - /srv/am/deployment.toml:/home/wso2carbon/deployment.toml
      - $DIR/conf:/home/wso2carbon/conf
      - ./lib/x.jar:/home/wso2carbon/conf/x.jar
      - named:/home/wso2carbon/conf
      - { type: bind, source: ./conf/am, target: /x }
`;
    const { stderr } = await checked({ 'docker-compose.yml': text });
    expect(stderr).toContain(
      'mounts from a folder of the machine; check it there, or name that folder as well (1): /srv/am',
    );
    expect(stderr).toContain('run that first (1): conf/am (docker-compose.yml:9:31)');
  });
});
