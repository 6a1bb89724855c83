import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { portList } from '../../../src/report/ports/list.js';
import { portReporterOf } from '../../../src/report/ports/registry.js';
import { AWKWARD, awkwardReport } from '../../fixtures-report/awkward-report.js';
import { all, drawn, integrators, named, shapesOf } from './drawn.js';

const CLASH = `version: 1
hosts:
  app1: { addresses: [10.0.0.1], occupied: [{ port: 8290, by: nginx }], ephemeral: 9000-9300 }
  app2: { ephemeral: none }
  box: { on: app2, publish: ["80:81"] }
nodes:
  first: { host: app1, product: wso2mi, version: 4.2.0, offset: 0 }
  second: { host: app1, product: wso2mi, version: 4.2.0, offset: 0 }
  fourth: { host: app1, product: wso2mi, version: 4.2.0, offset: 10 }
  third: { host: app2, product: wso2mi, version: 4.2.0, offset: 60000 }
  inner: { host: box, product: wso2mi, version: 4.2.0 }
`;

describe('a picture of ports', () => {
  it('is the one that it was before (UPDATE_GOLDEN=1 accepts a change)', async () => {
    const golden = new URL('../../golden/picture-ports.svg', import.meta.url);
    const { text } = await drawn('ports', CLASH);
    if (process.env.UPDATE_GOLDEN) writeFileSync(golden, text);
    expect(text).toBe(readFileSync(golden, 'utf8'));
  });

  it('has a mark for every port, and another shape for each status', async () => {
    const { picture } = await drawn('ports', CLASH);
    const marks = named(picture, 'g').filter(({ children: [first] }) => first?.name === 'title');
    const shapesOf = (status: string) =>
      new Set(
        marks
          .filter(({ text }) => text.includes(status))
          .flatMap(({ children }) => children.slice(1).map(({ attributes }) => attributes.d)),
      );
    const statuses = ['(collision', '(occupied', '(out-of-range', '(unanswered'];
    expect(statuses.map((status) => shapesOf(status).size)).toEqual([2, 2, 2, 2]);
    expect(new Set(statuses.flatMap((status) => [...shapesOf(status)])).size).toBe(8);
    expect(marks.length).toBe(5 * 4 + 1);
  });

  it('joins those who want one port, and shades the outgoing range', async () => {
    const { picture } = await drawn('ports', CLASH);
    expect(all(picture, 'clash').length).toBe(4);
    expect(all(picture, 'outgoing').map(({ text }) => text)).toEqual(['ports of outgoing connections, 9000-9300', '']);
    expect(named(picture, 'text').map(({ text }) => text)).toContain(
      '10.0.0.1 \u00b7 12 ports, 9 with a problem \u00b7 outgoing 9000-9300',
    );
  });

  it('says all of it in words, for those who do not see it', async () => {
    const { picture } = await drawn('ports', CLASH);
    const words = named(picture, 'desc').map(({ text }) => text);
    expect(words.join('\n')).toContain('first: 8243 first passthrough-https: 8243 (collision with second); ');
    expect(words.join('\n')).toContain('third: 68243 third passthrough-https: 8243 + 60000 (out-of-range)');
  });

  it('follows light and dark, loads nothing and runs nothing', async () => {
    const { text, picture } = await drawn('ports', CLASH);
    expect(named(picture, 'style')[0]?.text).toContain('@media (prefers-color-scheme: dark)');
    expect(text).not.toMatch(/url\(|href|<script|\son\w+=|<image|<use|<foreignObject/i);
  });

  it('shows less where less is asked for, and says where there is nothing', async () => {
    const { picture } = await drawn('ports', CLASH, '--node', 'first');
    expect(all(picture, 'lane').length).toBe(1);
    expect((await drawn('ports', 'version: 1\nhosts: { a: {} }\nnodes: {}\n')).picture.text).toContain(
      'nothing to draw',
    );
  });

  it('has columns of their own for UDP and for ranges', async () => {
    const plan =
      'version: 1\nhosts: { a: {}, b: { on: a, publish: ["90:1/udp", "90:1", "90-92:1-3"] } }\nnodes: { n: { host: b, product: wso2mi, version: 4.2.0 } }\n';
    const { picture } = await drawn('ports', plan);
    const labels = named(picture, 'text').filter(({ attributes }) => attributes.transform?.includes('rotate'));
    expect(labels.slice(0, 4).map(({ text }) => text)).toEqual(['90', '90/udp', '91-92', '8253']);
  });

  it('keeps fifty nodes of one host apart, on bands of a page that is as wide as ever', async () => {
    const { picture } = await drawn('ports', integrators(50, 50));
    const [root] = picture.children;
    expect(root?.attributes.width).toBe('992');
    const labels = named(picture, 'text').filter(({ attributes }) => attributes.transform?.includes('rotate'));
    expect(labels.length).toBe(new Set(labels.map(({ text }) => text)).size);
    // One more in the legend for each of two statuses.
    expect(all(picture, 'port').length).toBe(50 * 4 + 2);
  });

  it('draws hosts of one node each together', async () => {
    const { picture } = await drawn('ports', integrators(3, 1));
    expect(all(picture, 'title').map(({ text }) => text)).toEqual(['3 hosts, 3 nodes']);
    expect(named(picture, 'text').map(({ text }) => text)).toContain('h0 and 2 alike');
  });

  it('has hosts as lanes where there are five hundred nodes, those that are alike in one, and names them all', async () => {
    const plan = integrators(500, 5).replace(
      'h7, product: wso2mi, version: 4.2.0, offset: 1',
      'h7, product: wso2mi, version: 4.2.0, offset: 0',
    );
    const { text, picture } = await drawn('ports', plan);
    expect(all(picture, 'title').map((title) => title.text)).toEqual(['100 hosts, 500 nodes']);
    expect(all(picture, 'lane').length).toBe(2);
    expect(text).toContain('h0 and 98 alike');
    expect(all(picture, 'port', 'wrong').length).toBeGreaterThan(1);
    expect(named(picture, 'desc')[0]?.text).toContain('h98, h99)');
    expect(text.length).toBeLessThan(100_000);
  });

  it('has one lane for all nodes of a crowded host that have the same ports', async () => {
    const { text, picture } = await drawn('ports', integrators(70, 70).replace(/offset: \d+/g, 'offset: 0'));
    expect(all(picture, 'title').map((title) => title.text)).toEqual(['h0']);
    expect(all(picture, 'lane').length).toBe(1);
    expect(text).toContain('n0 and 69 alike');
    expect(named(picture, 'desc')[0]?.text).toContain('n8, n9)');
  });

  it('shades no outgoing range where hosts of one lane have different ones', async () => {
    const plan =
      'version: 1\nhosts: { a: { ephemeral: 8000-9000 }, b: { ephemeral: none } }\nnodes:\n  x: { host: a, product: wso2mi, version: 4.2.0 }\n  y: { host: b, product: wso2mi, version: 4.2.0 }\n';
    const { picture } = await drawn('ports', plan);
    expect(all(picture, 'outgoing')).toEqual([]);
    expect(picture.text).toContain('outgoing ranges differ');
  });

  it('shows names as they are, and obeys none of them', async () => {
    const list = portList(awkwardReport, { by: 'host', hosts: [], nodes: [] });
    const text = (await portReporterOf('svg'))(list, { color: false, width: 0 });
    expect(shapesOf(text).text).toContain(AWKWARD.html);
    expect(text).not.toContain('\u202e');
  });
});
