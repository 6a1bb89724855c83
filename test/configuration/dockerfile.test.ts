import { describe, expect, it } from 'vitest';
import { type BuildOptions, builtImage } from '../../src/configuration/built-image.js';
import { fragmentsOf } from './reading.js';

const FILE = 'gw/Dockerfile';

function image(text: string, options?: BuildOptions) {
  const [fragment] = fragmentsOf({ [FILE]: text });
  if (!fragment?.recipe) throw new Error('the Dockerfile was not read');
  return builtImage(FILE, fragment.recipe, options);
}

const said = (text: string, options?: BuildOptions) =>
  image(text, options).hints.map(({ aspect, value }) => `${aspect} ${value}`);

describe('a Dockerfile', () => {
  it('is none where an editor left it behind', () => {
    expect(fragmentsOf({ 'gw/Dockerfile~': 'FROM wso2/wso2am:3.2.0\n' })).toEqual([]);
    expect(fragmentsOf({ 'gw/Dockerfile.dev': 'FROM wso2/wso2am:3.2.0\n' })).toHaveLength(1);
  });

  it('tells product and release by the image it starts from, with the place', () => {
    expect(image('FROM wso2/wso2am:3.2.0\n').hints).toEqual([
      {
        aspect: 'product',
        rank: 'image',
        value: 'wso2am',
        file: FILE,
        range: { start: { line: 1, column: 6 }, end: { line: 1, column: 23 } },
        why: 'image wso2am:3.2.0',
      },
      {
        aspect: 'version',
        rank: 'image',
        value: '3.2.0',
        file: FILE,
        range: { start: { line: 1, column: 6 }, end: { line: 1, column: 23 } },
        why: 'image wso2am:3.2.0',
      },
    ]);
  });

  it('is read with the default of an argument, and with the argument that is given', () => {
    const text = 'ARG BASE=docker.wso2.com/wso2am:4.2.0.179-rocky\nFROM ${BASE}\n';
    expect(said(text)).toEqual(['product wso2am', 'version 4.2.0']);
    expect(said(text, { args: new Map([['BASE', 'wso2/wso2is:6.1.0']]) })).toEqual(['product wso2is', 'version 6.1.0']);
  });

  it('tells product and release by the pack that its variables name', () => {
    const text =
      'FROM eclipse-temurin:11\nARG WSO2_SERVER_NAME=wso2is\nARG WSO2_SERVER_VERSION=6.1.0\nARG WSO2_SERVER=${WSO2_SERVER_NAME}-${WSO2_SERVER_VERSION}\n';
    expect(said(text)).toEqual(['product wso2is', 'version 6.1.0']);
  });

  it('tells product and release by two variables', () => {
    expect(said('FROM ubuntu\nENV WSO2_PRODUCT=wso2am WSO2_VERSION=2.6.0\n')).toEqual([
      'product wso2am',
      'version 2.6.0',
    ]);
  });

  it('tells product and release by a pack that is copied', () => {
    expect(said('FROM ubuntu\nCOPY packs/wso2am-2.1.0.zip /home/\n')).toEqual(['product wso2am', 'version 2.1.0']);
  });

  it('says nothing by a user that is called like the vendor', () => {
    expect(said('FROM ubuntu\nENV USER=wso2carbon\nARG USER_GROUP=wso2\n')).toEqual([]);
  });

  it('has of its stages only the built one and those below it', () => {
    const text =
      'FROM wso2/wso2am:4.2.0 AS builder\nENV PROFILE_NAME=control-plane\nFROM builder AS traffic\nFROM wso2/wso2am:4.2.0\n';
    expect(said(text)).toEqual(['product wso2am', 'version 4.2.0']);
    expect(said(text, { target: 'traffic' })).toEqual(['profile control-plane', 'product wso2am', 'version 4.2.0']);
  });

  it('tells offset and profile by the last command, variables put in', () => {
    const text =
      'FROM wso2am:3.2.0\nENV OFFSET 3\nCMD ["-DportOffset=1"]\nENTRYPOINT ["wso2server.sh", "-Dprofile=gateway-worker"]\nCMD ["-DportOffset=${OFFSET}"]\n';
    expect(image(text).offset?.value).toBe(3);
    expect(image(text).offset?.range.start).toEqual({ line: 5, column: 6 });
    expect(said(text)[0]).toBe('profile gateway-worker');
  });

  it('copies configuration from its context, and nothing from other stages or addresses', () => {
    const text =
      'FROM wso2am:3.2.0\nARG CONF=conf\nCOPY --from=x /a /b\nADD https://example.com/x.jar /lib/\nCOPY --chown=a:b ${CONF}/ extra/deployment.toml /home/\n';
    expect(image(text).sources).toEqual(['conf/', 'extra/deployment.toml']);
  });

  it('lists the ports that it exposes and those that a debugger opens', () => {
    const { exposed, debug } = image('FROM wso2am:3.2.0\nEXPOSE 9443 8243/tcp 70000\nCMD ["--debug", "5005"]\n');
    expect(exposed.map(({ value }) => value)).toEqual([9443, 8243]);
    expect(debug.map(({ value }) => value)).toEqual([5005]);
  });

  it('keeps no secret', () => {
    const [fragment] = fragmentsOf({ [FILE]: 'FROM x\nENV DB_PASSWORD=hidden A=1\nARG TOKEN=hidden\n' });
    expect(JSON.stringify(fragment)).not.toContain('hidden');
  });

  it('has a fault where it is longer than any Dockerfile', () => {
    const [fragment] = fragmentsOf({ [FILE]: `FROM x\n${'RUN x\n'.repeat(30_000)}` });
    expect(fragment?.fault?.range.start).toEqual({ line: 1, column: 1 });
  });
});
