import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire, Module } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { vsCode } from './vscode.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'wso2-topology-extension-')));
const extension = join(folder, 'extension');
const bundled = join(extension, 'server/bin/wso2-topology.cjs');

const PLAN = `version: 1
hosts: { app1: {} }
nodes:
  first: { host: app1, product: wso2mi, version: 4.2.0 }
  second: { host: app1, product: wso2mi, version: 4.2.0 }
`;
const document = { path: join(folder, 'plan.yaml'), text: PLAN };
const uri = pathToFileURL(document.path).href;

interface Extension {
  activate(context: object): Promise<void>;
  deactivate(): Promise<void>;
}

/** Loads the extension as the editor does: `vscode` is a module that it provides. */
function loadedWith(api: unknown): Extension {
  const loader = Module as unknown as { _load: (request: string, ...rest: unknown[]) => unknown };
  const load = loader._load;
  loader._load = (request, ...rest) => (request === 'vscode' ? api : load(request, ...rest));
  try {
    const require = createRequire(join(extension, 'package.json'));
    const entry = require.resolve(JSON.parse(readFileSync(join(extension, 'package.json'), 'utf8')).main);
    delete require.cache[entry];
    return require(entry);
  } finally {
    loader._load = load;
  }
}

async function started(settings: Readonly<Record<string, unknown>>) {
  const editor = vsCode({ folder, document, settings });
  const { activate, deactivate } = loadedWith(editor.api);
  await activate({ extensionPath: extension, subscriptions: [] });
  return { editor, deactivate };
}

/** What was packed, where the environment names it, else what would be. A package is a zip with the folder `extension`. */
beforeAll(() => {
  const packed = process.env.WSO2_TOPOLOGY_VSIX;
  const { status, stderr } = packed
    ? spawnSync('unzip', ['-q', packed, 'extension/*', '-d', folder], { encoding: 'utf8' })
    : spawnSync(process.execPath, [join(root, 'scripts/extension.mjs'), extension], { encoding: 'utf8' });
  expect(status, stderr).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the extension of VS Code', () => {
  it('starts the server inside of it, and shows what it finds', async () => {
    const { editor, deactivate } = await started({});
    try {
      const codes = (await editor.diagnosticsOf(uri)).map(({ code }) => code);
      expect(codes).toContain('port-collision');
      expect(editor.errors).toEqual([]);
    } finally {
      await deactivate();
    }
  });

  it('starts the program that the settings name, and again on request and when they change', async () => {
    const [log, program] = [join(folder, 'started'), join(folder, 'wso2-topology')];
    writeFileSync(program, `#!/bin/sh\necho "$PWD $*" >> ${log}\nexec '${process.execPath}' '${bundled}' "$@"\n`);
    chmodSync(program, 0o755);
    const { editor, deactivate } = await started({ path: program });
    try {
      await editor.diagnosticsOf(uri);
      await editor.commands.get('wso2Topology.restart')?.();
      await editor.diagnosticsOf(uri);
      editor.change('editor');
      expect(readFileSync(log, 'utf8')).toBe(`${folder} lsp --stdio\n`.repeat(2));
    } finally {
      await deactivate();
    }
  });

  it('says so where the program cannot be started', async () => {
    const { editor, deactivate } = await started({ path: join(folder, 'missing') });
    expect(editor.errors.join('\n')).toMatch(/does not start: .*missing/s);
    await deactivate();
  });

  it('has the version of the program, and every setting that it reads', () => {
    const { version, contributes } = JSON.parse(readFileSync(join(extension, 'package.json'), 'utf8'));
    expect(version).toBe(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version);
    expect(Object.keys(contributes.configuration.properties)).toContain('wso2Topology.path');
  });
});
