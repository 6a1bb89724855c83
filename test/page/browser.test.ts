import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { strFromU8, unzipSync } from 'fflate';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command } from '../cli/command.js';
import { CHROMIUM, LAYOUT_FAULTS, LOW_CONTRAST, launched, PATIENCE } from '../report/html/screens.js';
import { BROKEN, FOLDER } from './plans.js';

const COMPOSE = `services:
  am:
    image: wso2/wso2am:4.2.0
    ports: ["9443:9444"]
`;

const MANIFESTS = `apiVersion: apps/v1
kind: Deployment
metadata: { name: am }
spec:
  selector: { matchLabels: { app: am } }
  template:
    metadata: { labels: { app: am } }
    spec:
      containers:
        - { name: am, image: "wso2/wso2am:4.2.0" }
---
apiVersion: v1
kind: Service
metadata: { name: am }
spec:
  selector: { app: am }
  ports: [{ port: 9443, targetPort: 9444 }]
`;

describe.skipIf(CHROMIUM === undefined)('the page in a browser (skipped where there is no Chromium)', () => {
  const directory = mkdtempSync(join(tmpdir(), 'wso2-topology-page-'));
  const address = pathToFileURL(join(directory, 'plan.html')).href;
  let browser: Browser;

  beforeAll(async () => {
    writeFileSync(join(directory, 'plan.html'), (await command('page')).stdout);
    for (const [name, text] of Object.entries(FOLDER)) {
      mkdirSync(dirname(join(directory, name)), { recursive: true });
      writeFileSync(join(directory, name), text);
    }
    browser = await launched();
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(directory, { recursive: true, force: true });
  });

  /** Opens the page for a function, and returns what that returns; nothing that the browser complains of is let pass. */
  async function opened<T>(use: (page: Page) => Promise<T>, options: BrowserContextOptions = {}, at = address) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, acceptDownloads: true, ...options });
    page.setDefaultTimeout(PATIENCE);
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    // What the page makes itself has an address too, and is asked of nobody.
    page.on(
      'request',
      (request) => !request.url().startsWith('blob:') && complaints.push(request.url().replace(/#.*/s, '')),
    );
    try {
      await page.goto(at);
      const result = await use(page);
      expect([...new Set(complaints)]).toEqual([address]);
      return result;
    } finally {
      await page.close();
    }
  }

  const paste = (page: Page, text: string) => page.getByLabel('Text of').fill(text);
  const summary = (page: Page, text: string) => page.locator('#summary', { hasText: text }).waitFor();
  const titles = (page: Page) => page.locator('article.finding h3').allInnerTexts();

  it('shows what is wrong with a pasted plan at its line, applies the fix, and is clean', async () => {
    await opened(async (page) => {
      await paste(page, BROKEN);
      await summary(page, '1 error');
      expect(await titles(page)).toEqual([expect.stringContaining('ports on app1 are taken by first and second')]);
      expect(await page.locator('#gutter b').allInnerTexts()).toEqual(['\u2715 4\n', '\u2715 5\n']);
      expect(await page.locator('#marks mark.error').allTextContents()).toEqual(['first', 'second']);
      await page.getByRole('button', { name: 'Apply the fix' }).click();
      await summary(page, 'no findings');
      expect(await page.getByLabel('Text of').inputValue()).toBe(
        BROKEN.replace(/(second.*4\.2\.0) }/, '$1, offset: 11 }'),
      );
      expect(await page.locator('#marks mark').count()).toBe(0);
    });
  });

  it('takes the reader to the line of a finding, and says there what it is', async () => {
    await opened(async (page) => {
      await paste(page, BROKEN);
      await summary(page, '1 error');
      await page.getByRole('button', { name: 'Show line 5' }).click();
      expect(await page.evaluate('getSelection().toString()')).toBe('second');
      expect(await page.locator('#at-line').innerText()).toMatch(/^Line 5: error: \d+ ports on app1/);
    });
  });

  it('can be used with the keyboard alone', async () => {
    await opened(async (page) => {
      const press = async (name: string) => {
        for (let steps = 0; steps < 40; steps++) {
          await page.keyboard.press('Tab');
          const text = await page.evaluate('document.activeElement.textContent');
          if (String(text).startsWith(name)) return page.keyboard.press('Enter');
        }
        throw new Error(`no way to ${name}`);
      };
      await press('Show an example');
      await summary(page, '2 errors');
      await press('Correct all that can be corrected');
      await page.locator('#summary', { hasText: 'error' }).waitFor({ state: 'hidden' });
      expect(await page.locator('#said').innerText()).toBe('2 values changed');
    });
  });

  it.each([
    ['a compose file', COMPOSE, 'compose.yaml'],
    ['the manifests of a cluster', MANIFESTS, 'manifests.yaml'],
    [
      'a deployment.toml',
      '[server]\noffset = 1\n\n[[apim.throttling.url_group]]\ntraffic_manager_urls = ["tcp://localhost:9611"]\n',
      'repository/conf/deployment.toml',
    ],
  ])('knows %s that is pasted', async (_, text, name) => {
    await opened(async (page) => {
      await paste(page, text);
      await summary(page, ' in ');
      expect(await page.getByLabel('Name of this file').inputValue()).toBe(name);
      expect((await titles(page)).length).toBeGreaterThan(0);
    });
  });

  it('gives the answers of the command line', async () => {
    const topologies = fileURLToPath(new URL('../../topologies/', import.meta.url));
    await opened(async (page) => {
      for (const name of ['is-apim-mi-one-machine-clash.yaml', 'apim-2.6-offset-mismatch.yaml', 'two-sites.yaml']) {
        const text = readFileSync(join(topologies, name), 'utf8');
        const { stdout } = await command('check', 'topology.yaml', '--format', 'json', {
          files: { 'topology.yaml': text },
        });
        const { findings, summary: counts } = JSON.parse(stdout);
        await page.getByRole('button', { name: 'Start again' }).click();
        await paste(page, text);
        await summary(page, `${counts.listeners} listeners, ${counts.links} links`);
        expect((await titles(page)).sort()).toEqual(findings.map(({ message }: { message: string }) => message).sort());
      }
    });
  });

  it('reads a folder that is chosen, corrects its files, and hands them out', async () => {
    await opened(async (page) => {
      await page.locator('#chosen-folder').setInputFiles(join(directory, 'site'));
      await summary(page, '1 error');
      expect(await page.getByLabel('Name of this file').inputValue()).toBe('site/gw/repository/conf/deployment.toml');
      expect(await page.locator('#names button').allInnerTexts()).toEqual([
        '! site/compose.yaml',
        '! site/gw/repository/conf/deployment.toml',
      ]);
      await page.getByRole('button', { name: 'Correct all that can be corrected' }).click();
      await page.locator('#said', { hasText: /values? changed/ }).waitFor();
      const handed = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Download site/gw' }).click();
      const file = await handed;
      expect(file.suggestedFilename()).toBe('site-gw-repository-conf-deployment.toml');
      expect(readFileSync(await file.path(), 'utf8')).toContain('["tcp://cp:9611"]');
    });
  });

  it('applies one fix to the file of a product', async () => {
    await opened(async (page) => {
      await page.locator('#chosen-folder').setInputFiles(join(directory, 'site'));
      await summary(page, '1 error');
      await page.getByRole('button', { name: 'Apply the fix' }).click();
      await page.locator('#summary', { hasText: '1 error' }).waitFor({ state: 'hidden' });
      expect(await page.getByLabel('Text of').inputValue()).toBe(
        FOLDER['site/gw/repository/conf/deployment.toml'].replace('9612', '9611'),
      );
    });
  });

  it('hands out the files that it changed in one archive, in their folders', async () => {
    await opened(async (page) => {
      await page.locator('#chosen-folder').setInputFiles(join(directory, 'site'));
      await summary(page, '1 error');
      expect(await page.getByRole('button', { name: 'changed.zip' }).count()).toBe(0);
      await page.getByRole('button', { name: 'Correct all that can be corrected' }).click();
      await page.locator('#said', { hasText: /values? changed/ }).waitFor();
      const handed = page.waitForEvent('download');
      await page.getByRole('button', { name: 'Download 1 changed file in their folders' }).click();
      const files = unzipSync(readFileSync(await (await handed).path()));
      expect(Object.keys(files)).toEqual(['site/gw/repository/conf/deployment.toml']);
      expect(strFromU8(Object.values(files)[0] ?? new Uint8Array())).toContain('["tcp://cp:9611"]');
    });
  });

  it('stays in use while a large plan is checked, and shows the answer to the last text', async () => {
    const nodes = Array.from(
      { length: 5000 },
      (_, index) => `  n${index}: { host: app1, product: wso2mi, version: 4.2.0 }\n`,
    );
    const large = `version: 1\nhosts: { app1: {} }\nnodes:\n${nodes.join('')}`;
    await opened(async (page) => {
      await page.locator('#chosen').setInputFiles([{ name: 'x.yaml', mimeType: '', buffer: Buffer.from(large) }]);
      await summary(page, 'checking...');
      expect(await page.locator('#answer').getAttribute('aria-busy')).toBe('true');
      await paste(page, BROKEN);
      await page.getByLabel('Name of this file').fill('mine.yaml');
      expect(await page.locator('#summary').innerText()).toBe('checking...');
      await summary(page, '1 error');
      expect(await page.locator('#answer').getAttribute('aria-busy')).toBeNull();
      expect(await titles(page)).toEqual([expect.stringContaining('ports on app1 are taken by first and second')]);
    });
  });

  async function drop(page: Page, folder: string): Promise<void> {
    const session = await page.context().newCDPSession(page);
    const data = { items: [], files: [folder], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await session.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
  }

  it('reads a folder that is dropped', async () => {
    await opened(async (page) => {
      await drop(page, join(directory, 'site'));
      await summary(page, '1 error');
      expect((await titles(page))[0]).toContain('gw dials cp on 9612');
    });
  });

  it('reads the plan in a folder that has thousands of other files', async () => {
    const folder = join(directory, 'large');
    mkdirSync(join(folder, 'plans'), { recursive: true });
    for (let index = 0; index < 5_100; index++) writeFileSync(join(folder, `${index}.png`), '');
    writeFileSync(join(folder, 'plans/plan.yaml'), BROKEN);
    await opened(async (page) => {
      await drop(page, folder);
      await summary(page, '1 error');
    });
  });

  it('puts the text into a link, which opens as the same text', async () => {
    const link = await opened(async (page) => {
      await paste(page, BROKEN);
      await summary(page, '1 error');
      await page.getByRole('button', { name: 'Make a link' }).click();
      await page.getByLabel('Link with the text in it').waitFor();
      return page.getByLabel('Link with the text in it').inputValue();
    });
    await opened(
      async (page) => {
        await summary(page, '1 error');
        expect(await page.getByLabel('Text of').inputValue()).toBe(BROKEN);
      },
      {},
      link,
    );
    await opened((page) => summary(page, 'the link is not complete'), {}, link.slice(0, -9));
  });

  it('says what is not known, and what is no deployment', async () => {
    await opened(async (page) => {
      await paste(page, 'anything');
      await summary(page, 'neither a topology nor a WSO2 product found');
      await page.locator('#chosen').setInputFiles([{ name: 'x.jks', mimeType: '', buffer: Buffer.from([0xff, 0xfe]) }]);
      await summary(page, 'none of these files');
      await page
        .locator('#chosen')
        .setInputFiles([{ name: 'x.yaml', mimeType: '', buffer: Buffer.from([0xe9, 0x0a]) }]);
      await page.locator('#said', { hasText: 'not read: x.yaml: it is not UTF-8 text' }).waitFor();
    });
  });

  it('keeps the name that a person gives to a file, and refuses one that leaves the folder', async () => {
    await opened(async (page) => {
      await paste(page, '[server]\noffset = 1\n');
      const name = page.getByLabel('Name of this file');
      await name.fill('../x');
      await name.press('Enter');
      expect(await name.inputValue()).toBe('repository/conf/deployment.toml');
      await name.fill('gw/repository/conf/deployment.toml');
      await name.press('Enter');
      await paste(page, '[server]\noffset = 2\n');
      expect(await name.inputValue()).toBe('gw/repository/conf/deployment.toml');
    });
  });

  it.each(['light', 'dark'] as const)(
    'has no serious finding of axe, and enough contrast, in %s colours',
    async (colorScheme) => {
      await opened(
        async (page) => {
          const serious = async () => {
            // The policy of the page lets no script in; a debugger may.
            await page.evaluate(axe.source);
            const { violations } = (await page.evaluate('axe.run()')) as {
              violations: { id: string; impact: string; nodes: { html: string }[] }[];
            };
            return violations
              .filter(({ impact }) => ['serious', 'critical'].includes(impact))
              .map(({ id, nodes }) => `${id} ${nodes[0]?.html}`);
          };
          expect(await serious()).toEqual([]);
          await page.getByRole('button', { name: 'Show an example' }).click();
          await summary(page, '2 errors');
          expect(await serious()).toEqual([]);
          expect(await page.evaluate(LOW_CONTRAST)).toEqual([]);
        },
        { colorScheme },
      );
    },
  );

  it('fits screens of every width, and prints the text', async () => {
    await opened(async (page) => {
      await page.getByRole('button', { name: 'Show an example' }).click();
      await summary(page, '2 errors');
      for (const width of [360, 768, 1280, 1600]) {
        await page.setViewportSize({ width, height: 900 });
        expect(await page.evaluate(LAYOUT_FAULTS), `${width}`).toEqual([]);
      }
      await page.emulateMedia({ media: 'print' });
      expect(await page.locator('#marks').isVisible()).toBe(true);
      expect(await page.getByRole('button', { name: 'Show an example' }).isVisible()).toBe(false);
    });
  });
});
