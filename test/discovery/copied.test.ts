import { describe, expect, it } from 'vitest';
import { command } from '../cli/command.js';

const FROM = 'FROM wso2/wso2am:4.2.0\n';

async function saidOf(files: Readonly<Record<string, string>>, path = '.'): Promise<string> {
  const { stderr } = await command('check', path, { files });
  return stderr;
}

describe('a Dockerfile that copies configuration', () => {
  it('that is not there says so once, with its line and what to do', async () => {
    const stderr = await saidOf({ Dockerfile: `${FROM}RUN true\nCOPY config-templates /config-templates\n` });
    expect(stderr).toContain(
      'configuration that a Dockerfile copies and that is not here; where a script makes it, run that first (1): config-templates (Dockerfile:3:1)',
    );
  });

  it.each([
    ['that is there', { Dockerfile: `${FROM}COPY ./conf/ /home/`, 'conf/deployment.toml': '[server]\n' }],
    ['below the context', { 'd/Dockerfile': `${FROM}COPY d/conf /home/`, 'd/conf/deployment.toml': '[server]\n' }],
    ['of another context', { 'd/Dockerfile': `${FROM}COPY am/conf /home/`, 'x/am/conf/deployment.toml': '[server]\n' }],
    ['that an editor left behind', { Dockerfile: FROM, 'Dockerfile~': `${FROM}COPY conf/deployment.toml /home/` }],
    ['of another stage', { Dockerfile: `${FROM}COPY --from=builder /conf /home/conf` }],
    ['by a variable', { Dockerfile: `${FROM}COPY \${FILES}/conf /home/conf` }],
    ['as an archive or a program', { Dockerfile: `${FROM}COPY conf.zip entry.sh /conf/` }],
    ['among all of the context', { Dockerfile: `${FROM}COPY . /conf` }],
    ['of nothing that sounds like it', { Dockerfile: `${FROM}COPY carbon /home/am` }],
  ])('%s says nothing of it', async (_, files: Readonly<Record<string, string>>) => {
    expect(await saidOf(files)).not.toContain('a Dockerfile copies');
  });

  it('is found from elsewhere as well', async () => {
    const files = {
      'a/Dockerfile': `${FROM}COPY conf/deployment.toml /home/`,
      'a/conf/deployment.toml': '[server]\n',
      'b/x': '',
    };
    expect(await saidOf(files, 'b/../a')).not.toContain('a Dockerfile copies');
  });
});
