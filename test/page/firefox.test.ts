import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command } from '../cli/command.js';
import { FIREFOX, LAYOUT_FAULTS, LOW_CONTRAST, PATIENCE } from '../report/html/screens.js';
import { BROKEN } from './plans.js';

const texts = (page: Page, selector: string): Promise<string[]> =>
  page.evaluate(`[...document.querySelectorAll(${JSON.stringify(selector)})].map((one) => one.innerText)`) as Promise<
    string[]
  >;

/** The tests of Chromium look into every corner of the page; these say that the other engine does the same. */
describe.skipIf(FIREFOX === undefined).each([
  ['light', 0],
  ['dark', 1],
] as const)('the page in Firefox, %s (skipped where there is none)', (_, dark) => {
  const directory = mkdtempSync(join(tmpdir(), 'wso2-topology-firefox-'));
  const address = pathToFileURL(join(directory, 'plan.html')).href;
  let browser: Browser;

  beforeAll(async () => {
    writeFileSync(join(directory, 'plan.html'), (await command('page')).stdout);
    browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath: FIREFOX ?? '',
      timeout: PATIENCE,
      extraPrefsFirefox: { 'ui.systemUsesDarkTheme': dark },
    });
  }, PATIENCE);
  afterAll(async () => {
    await browser?.close();
    rmSync(directory, { recursive: true, force: true });
  });

  /** Opens the page for a function; whatever the browser complains of, and every request but that for the page, is an error. */
  async function opened<T>(use: (page: Page) => Promise<T>, at = address): Promise<T> {
    const page = await browser.newPage();
    page.setDefaultTimeout(PATIENCE);
    const complaints: unknown[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error));
    page.on('request', (request) => /^(?!blob:|data:|file:)/.test(request.url()) && complaints.push(request.url()));
    try {
      await page.goto(at);
      const result = await use(page);
      expect(complaints).toEqual([]);
      return result;
    } finally {
      await page.close();
    }
  }

  const summary = (page: Page, text: string) =>
    page.waitForFunction(`document.querySelector('#summary').textContent.includes(${JSON.stringify(text)})`);
  const press = (page: Page, name: string) => page.locator(`::-p-text(${name})`).click();

  it('finds what is wrong, corrects it, and puts the text into a link', async () => {
    const link = await opened(async (page) => {
      await page.locator('textarea').fill(BROKEN);
      await summary(page, '1 error');
      expect(await texts(page, 'article.finding h3')).toEqual([
        expect.stringContaining('ports on app1 are taken by first and second'),
      ]);
      expect(await texts(page, '#marks mark.error')).toEqual(['first', 'second']);
      await press(page, 'Make a link');
      await page.waitForSelector('#shared:not([hidden])');
      const value = await page.evaluate('document.querySelector("#link").value');
      await press(page, 'Apply the fix');
      await summary(page, 'no findings');
      return String(value);
    });
    await opened((page) => summary(page, '1 error'), link);
  });

  it('reads files that are chosen', async () => {
    await opened(async (page) => {
      const file = join(directory, 'broken.wso2.yaml');
      writeFileSync(file, BROKEN);
      const field = await page.waitForSelector('#chosen');
      await (field as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(file);
      await summary(page, '1 error');
      expect(await page.evaluate('document.querySelector("#name").value')).toBe('broken.wso2.yaml');
    });
  });

  it('fits every screen, has enough contrast, and no serious finding of axe', async () => {
    await opened(async (page) => {
      await press(page, 'Show an example');
      await summary(page, '2 errors');
      expect(await page.evaluate('matchMedia("(prefers-color-scheme: dark)").matches')).toBe(dark === 1);
      for (const width of [360, 768, 1280, 1600]) {
        await page.setViewport({ width, height: 900 });
        expect(await page.evaluate(LAYOUT_FAULTS), `${width}`).toEqual([]);
      }
      expect(await page.evaluate(LOW_CONTRAST)).toEqual([]);
      await page.evaluate(axe.source);
      const { violations } = (await page.evaluate('axe.run()')) as { violations: { id: string; impact: string }[] };
      expect(violations.filter(({ impact }) => ['serious', 'critical'].includes(impact))).toEqual([]);
    });
  });
});
