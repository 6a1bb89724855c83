import { describe, expect, it } from 'vitest';
import { offersAt } from '../../src/editor/completion.js';
import { hintsOf } from '../../src/editor/hints.js';
import { hoverAt } from '../../src/editor/hover.js';
import { occurrencesIn } from '../../src/editor/names.js';
import { remediesAt } from '../../src/editor/remedies.js';
import { viewOf } from '../../src/editor/view.js';
import { catalogue } from '../topology-builder.js';

const RICH = `version: 1
defaults: { product: wso2am, version: 4.2.0, links: { event-hub-rest: cp } }
hosts:
  app1: { occupied: [{ port: 9443 }] }
  box: { on: app1, publish: ["9444:9443"] }
  "lb": { forwards: [{ port: 443, to: "cp:servlet-https" }, { port: 80, to: [cp, { node: gw, listener: x }] }] }
nodes:
  cp: { host: app1, profile: control-plane, offset: 1 }
  gw:
    host: app1
    profile: gateway-worker
    offset: auto
    ports:
      passthrough-https: 8243
      'nothing': { port: 1, bind: 127.0.0.1 }
    enable: [jmx-rmi-registry, key-manager-url, "odd"]
    disable:
      - websub-http
    links:
      key-manager-url: [{ to: cp, url: "https://app1:9447/services/" }, { to: cp }]
      throttle-publish: { url: "tcp://app1:9999" }
      unknown-link: cp
  mi: { host: box, product: wso2mi, version: 4.2.0 }
  other: { host: nowhere, product: nothing, version: 1.0.0 }
ignore:
  - { rule: privileged-port, node: gw, host: app1, reason: "we know" }
rules:
  privileged-port: off
  nothing: error
`;

const TEXTS: readonly (readonly [string, string])[] = [
  ['everything', RICH],
  ['windows', RICH.replaceAll('\n', '\r\n')],
  [
    'a list of accepted findings in blocks',
    RICH.replace('  - { rule: privileged-port', '  - rule: ephemeral-port\n    reason: x\n  - { rule: privileged-port'),
  ],
  ['half a line', `${RICH}no`],
  ['no topology', 'version: 1\nhosts: [a]\nnodes: text\n'],
  [
    'two of a kind',
    'version: 1\nhosts: { a: {} }\nnodes:\n  x: { host: a, product: wso2mi, version: 4.2.0 }\n  y: { host: a, product: wso2mi, version: 4.2.0 }\nignore:\n- { rule: manual-edit, node: x, reason: r }\n',
  ],
];

describe('at every place of a text', () => {
  it.each(TEXTS)('%s: what is offered and explained belongs to the line', (_, text) => {
    const view = viewOf({ file: 'a.yaml', text }, catalogue, viewOf({ file: 'a.yaml', text: RICH }, catalogue));
    let [offers, hovers] = [0, 0];
    for (const [index, content] of text.split(/\r?\n/).entries())
      for (let column = 1; column <= content.length + 1; column++) {
        const position = { line: index + 1, column };
        const offered = offersAt(view, position);
        const hover = hoverAt(view, position);
        expect([...offered, ...(hover ? [hover] : [])].every(({ range }) => range.start.line === index + 1)).toBe(true);
        offers += offered.length;
        hovers += hover ? 1 : 0;
      }
    expect(offers).toBeGreaterThan(0);
    expect(hovers).toBeGreaterThanOrEqual(0);
    for (const { name } of occurrencesIn(view)) expect(text).toContain(name);
    for (const { text: hint } of hintsOf(view)) expect(hint).toMatch(/\d/);
  });

  it.each(TEXTS)('%s: what can be done changes the text', (_, text) => {
    const view = viewOf({ file: 'a.yaml', text }, catalogue);
    for (const { range } of view.report.findings)
      for (const { edits, title } of remediesAt(view, range))
        expect([title, edits.length > 0 && edits.every(({ text: replacement }) => replacement.length > 0)]).toEqual([
          title,
          true,
        ]);
    expect(remediesAt(view, { start: { line: 900, column: 1 }, end: { line: 900, column: 2 } })).toEqual([]);
  });
});
