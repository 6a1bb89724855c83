import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { command } from '../../cli/command.js';
import { CHROMIUM, LAYOUT_FAULTS, LOW_CONTRAST, launched, PATIENCE } from './screens.js';

/** Two nodes that clash, a published port that leads nowhere, and names of every length. */
const PLAN = `version: 1
hosts:
  app1: {}
  app2.a-rather-long-name-of-a-machine.internal: {}
  box: { on: app1, publish: ["80:81"] }
defaults: { product: wso2am, version: 4.2.0 }
nodes:
  gateway: { host: app1, profile: gateway-worker, ports: { passthrough-http: 81 }, links: { throttle-publish: { url: "tcp://other.example:9612" } } }
  key-manager: { host: app1, product: wso2is, version: 7.0.0 }
  a-control-plane-with-a-rather-long-name: { host: app2.a-rather-long-name-of-a-machine.internal, profile: control-plane }
  integrator: { host: box, product: wso2mi }
`;

const LINES: Readonly<Record<string, readonly string[]>> = {
  check: ['check', 'plan.yaml', '--format', 'html'],
  ports: ['ports', 'plan.yaml', '--format', 'html'],
  'ports by node': ['ports', 'plan.yaml', '--format', 'html', '--by', 'node'],
  'ports by port': ['ports', 'plan.yaml', '--format', 'html', '--by', 'port'],
};

describe.skipIf(CHROMIUM === undefined)('in a browser (skipped where there is no Chromium)', () => {
  let browser: Browser;
  const pages = new Map<string, string>();

  beforeAll(async () => {
    browser = await launched();
    for (const [name, args] of Object.entries(LINES))
      pages.set(name, (await command(...args, { files: { 'plan.yaml': PLAN } })).stdout);
  });
  afterAll(() => browser?.close());

  /** Shows a page to a function, and returns what that returns with everything the browser complained of. */
  async function shown<T>(name: string, look: (page: Page) => Promise<T>, options: BrowserContextOptions = {}) {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, ...options });
    page.setDefaultTimeout(PATIENCE);
    const complaints: string[] = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => complaints.push(request.url()));
    try {
      await page.setContent(pages.get(name) ?? '');
      return { seen: await look(page), complaints };
    } finally {
      await page.close();
    }
  }

  const texts = (page: Page, selector: string) => page.locator(`${selector}:visible`).allInnerTexts();

  it.each(Object.keys(LINES))('%s loads nothing, and its own script and style are allowed', async (name) => {
    const { seen, complaints } = await shown(name, async (page) => ({
      tools: await page.getByRole('search').count(),
      margin: await page.evaluate('getComputedStyle(document.body).margin'),
    }));
    expect({ ...seen, complaints }).toEqual({ tools: 1, margin: '0px', complaints: [] });
  });

  it.each(Object.keys(LINES))('%s fits screens of every width, and breaks no word of usual length', async (name) => {
    const { seen } = await shown(name, async (page) => {
      const faults: unknown[] = [];
      for (const width of [360, 768, 1280]) {
        await page.setViewportSize({ width, height: 900 });
        faults.push(await page.evaluate(LAYOUT_FAULTS));
      }
      return faults;
    });
    expect(seen).toEqual([[], [], []]);
  });

  it.each(['light', 'dark'] as const)('text has a contrast of 4.5 and more in %s colours', async (colorScheme) => {
    const { seen } = await shown('check', (page) => page.evaluate(LOW_CONTRAST), { colorScheme });
    expect(seen).toEqual([]);
  });

  it('sorts a table by a column, both ways, with the keyboard', async () => {
    const { seen } = await shown('ports by port', async (page) => {
      const orders: (readonly string[])[] = [];
      await page.getByRole('button', { name: 'Port' }).focus();
      for (const key of ['Enter', 'Space']) {
        await page.keyboard.press(key);
        orders.push(await texts(page, '.group:first-of-type td.port'));
      }
      const state = await page.locator('th').first().getAttribute('aria-sort');
      return { orders: orders.map((order) => order.map((text) => Number.parseInt(text, 10))), state };
    });
    const [up = [], down = []] = seen.orders;
    expect(up).toEqual([...up].sort((a, b) => a - b));
    expect(down).toEqual([...up].reverse());
    expect(seen.state).toBe('descending');
  });

  it('filters findings and rows by words, hides empty groups, and counts what is left', async () => {
    const { seen } = await shown('check', async (page) => {
      await page.getByLabel('Filter').fill('integrator HTTPS');
      const rows = await texts(page, 'tbody tr');
      const headings = await texts(page, '.group h3');
      const count = await page.locator('output').innerText();
      await page.getByLabel('Filter').fill('');
      return { rows, headings, count, after: await page.locator('output').innerText() };
    });
    expect(seen.rows.length).toBeGreaterThan(0);
    expect(seen.rows.every((row) => row.includes('integrator') && row.includes('https'))).toBe(true);
    expect(seen.headings.map((heading) => heading.split(' ')[0])).toEqual(['box']);
    expect(seen.count).toMatch(/^\d+ of \d+ findings, \d+ of \d+ rows$/);
    expect(seen.after).toBe('');
  });

  it('leaves only what has a problem, and only the severities that are ticked', async () => {
    const { seen } = await shown('check', async (page) => {
      await page.getByLabel('only ports and links with a problem').check();
      await page.getByLabel('errors').uncheck();
      return {
        usual: await page.locator('tbody tr:not(.alarm):visible').count(),
        errors: await texts(page, 'article.error'),
      };
    });
    expect(seen).toEqual({ usual: 0, errors: [] });
  });

  it('is complete without the script, and offers nothing then that does not work', async () => {
    const { seen } = await shown(
      'check',
      async (page) => ({
        controls: await page.locator('input, button').count(),
        rows: (await texts(page, 'tbody tr')).length,
      }),
      { javaScriptEnabled: false },
    );
    expect(seen.controls).toBe(0);
    expect(seen.rows).toBeGreaterThan(20);
  });
});
