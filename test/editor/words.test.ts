import { describe, expect, it } from 'vitest';
import { offersAt } from '../../src/editor/completion.js';
import { hintsOf } from '../../src/editor/hints.js';
import { hoverAt } from '../../src/editor/hover.js';
import { remediesAt } from '../../src/editor/remedies.js';
import { viewOf } from '../../src/editor/view.js';
import { catalogue } from '../topology-builder.js';

/** The view of a text, and the position (1-based) of its `|`, which is not part of it. */
function at(marked: string) {
  const before = marked.slice(0, marked.indexOf('|')).split('\n');
  const view = viewOf({ file: 'a.yaml', text: marked.replace('|', '') }, catalogue);
  return { view, position: { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 } };
}

const offered = (marked: string) => {
  const { view, position } = at(marked);
  return offersAt(view, position);
};

const explained = (marked: string) => {
  const { view, position } = at(marked);
  return hoverAt(view, position)?.text;
};

const plan = (...lines: string[]) =>
  ['version: 1', 'hosts: { app1: {}, app2: {} }', 'nodes:', ...lines.map((line) => `  ${line}`), ''].join('\n');

const GATEWAY = ['gw:', '  host: app1', '  product: wso2am', '  version: 3.2.0', '  profile: gateway-worker'];
const KEY_MANAGER = 'km: { host: app2, product: wso2am, version: 3.2.0, profile: api-key-manager, offset: 2 }';

describe('offers', () => {
  it('the listeners of the newest release while no version is written', () => {
    const found = offered(plan('mi:', '  host: app1', '  product: wso2mi', '  ports:', '    |'));
    expect(found.find(({ text }) => text === 'passthrough-https: ')?.detail).toMatch(/^8243: /);
  });

  it('releases, the newest first', () => {
    const found = offered(plan('mi:', '  host: app1', '  product: wso2mi', '  version: |')).map(({ text }) => text);
    expect(found.length).toBeGreaterThan(5);
    expect(found).toEqual([...found].sort((a, b) => b.localeCompare(a, 'en', { numeric: true })));
  });

  it.each(['[wso2mi]', 'nothing', '{}'])('nothing that depends on the product where it is %s', (product) => {
    for (const field of ['version', 'profile'])
      expect(offered(plan('mi:', '  host: app1', `  product: ${product}`, `  ${field}: |`))).toEqual([]);
    for (const field of ['ports', 'links'])
      expect(offered(plan('mi:', '  host: app1', `  product: ${product}`, `  ${field}:`, '    |'))).toEqual([]);
  });

  it('no host where the plan has none', () => {
    expect(offered('version: 1\nnodes:\n  mi: { host: | }\n')).toEqual([]);
  });

  it('the other nodes as the end of a link', () => {
    const found = offered(plan(...GATEWAY, '  links:', '    key-validation-ws: |', KEY_MANAGER));
    expect(found.map(({ text }) => text)).toEqual(['km']);
  });

  it('links with the role that they lead to', () => {
    const found = offered(plan(...GATEWAY, '  links:', '    |', KEY_MANAGER));
    expect(found).toContainEqual(expect.objectContaining({ text: 'key-validation-ws: ', detail: 'to key-manager' }));
  });
});

describe('explanations', () => {
  it('of a listener that is closed say which port it would have', () => {
    expect(explained(plan(...GATEWAY, '  disable:', '    - passthrough-ht|tps'))).toContain(
      'closed here; its base port is 8243',
    );
  });

  it('of a link to a node name the listener and its port', () => {
    const text = explained(plan(...GATEWAY, '  links:', '    key-validation-w|s: km', KEY_MANAGER));
    expect(text).toMatch(/^\*\*key-validation-ws\*\*: dials key-manager/);
    expect(text).toContain('servlet-https of km at app2:9445');
  });

  it('of a link to an address of others repeat what is written', () => {
    const text = explained(
      plan(...GATEWAY, '  links:', '    key-validation-w|s: { url: "https://km.example.com:9443/services/" }'),
    );
    expect(text).toContain('written: https://km.example.com:9443/services/; ');
  });

  it.each(['links', 'ports'])('of a name that the product does not know under %s are absent', (field) => {
    expect(explained(plan(...GATEWAY, `  ${field}:`, '    noth|ing: km', KEY_MANAGER))).toBeUndefined();
  });

  it('of a host list its nodes', () => {
    const mi = 'mi: { host: app2, product: wso2mi, version: 4.2.0 }';
    expect(explained(plan(mi).replace('app2:', 'ap|p2:'))).toContain('- mi: wso2mi 4.2.0, offset 10');
    expect(explained(plan(mi).replace('app1:', 'ap|p1:'))).toContain('no node runs here');
  });
});

describe('hints', () => {
  const hints = (text: string) => hintsOf(viewOf({ file: 'a.yaml', text }, catalogue));
  const MI = (more: string) => plan(`mi: { host: app2, product: wso2mi, version: 4.2.0, offset: 3${more} }`);

  it('show the first ports that an offset makes', () => {
    expect(hints(MI('')).map(({ text }) => text)).toEqual(['8283, 8246, 9157, ...']);
  });

  it('show all ports where they are few', () => {
    const found = hints(MI(', disable: [passthrough-http, management-api-http]'));
    expect(found.map(({ text }) => text)).toEqual(['8246, 9157']);
  });

  it('leave out an offset without ports', () => {
    const text = plan('door: { host: app1, product: mine, version: "1.0", offset: 2 }');
    const withProduct = (listeners: string) => hints(`${text}products: { mine: { listeners: [${listeners}] } }\n`);
    expect(
      withProduct('{ id: bell, basePort: 8000, purpose: a test, shift: follows, sources: [a test] }'),
    ).toHaveLength(1);
    expect(withProduct('')).toEqual([]);
  });

  it.each(['km', '{ to: km }'])('show where a link written as %s leads', (end) => {
    const found = hints(plan(...GATEWAY, '  links:', `    key-validation-ws: ${end}`, KEY_MANAGER));
    expect(found.map(({ text }) => text)).toContain('app2:9445');
  });
});

describe('remedies', () => {
  const COLLISION = `${plan(
    'x: { host: app1, product: wso2mi, version: 4.2.0 }',
    'y: { host: app1, product: wso2mi, version: 4.2.0 }',
  )}`;
  const remedies = (text: string) => {
    const view = viewOf({ file: 'a.yaml', text }, catalogue);
    return view.report.findings.flatMap(({ range }) => remediesAt(view, range));
  };
  const acceptance = (text: string) => remedies(text).find(({ kind }) => kind === 'accept')?.edits;

  it('add the first accepted finding at the end', () => {
    expect(acceptance(COLLISION)?.map(({ text }) => text)).toEqual([
      'ignore:\n  - { rule: port-collision, node: y, reason: "say why this is right here" }\n',
    ]);
  });

  it('add a line end where the last line has none', () => {
    expect(acceptance(COLLISION.trimEnd())?.[0]?.text).toMatch(/^\nignore:\n/);
  });

  it('add to the list that is there, in its indentation', () => {
    const list = `${COLLISION}ignore:\n- { rule: ephemeral-port, reason: "known" }\n`;
    expect(acceptance(list)?.[0]?.text).toMatch(/^- \{ rule: port-collision/);
    expect(acceptance(`${COLLISION}ignore:`)?.[0]?.text).toContain('  - { rule: port-collision');
  });

  it('accept a value that several nodes have for each of them', () => {
    const shared = plan(
      'x: &x { host: app1, product: wso2mi, version: 4.2.0, dials: [{ to: "app1:3306", purpose: db }] }',
      'y: { <<: *x, offset: 30 }',
    );
    expect(acceptance(shared)?.[0]?.text.match(/rule: link-mismatch, node: [xy]/g)).toEqual([
      'rule: link-mismatch, node: y',
      'rule: link-mismatch, node: x',
    ]);
  });

  it('do not correct a topology that has nothing to correct', () => {
    expect(remedies(`${plan('x: { host: app1, product: wso2mi, version: 4.2.0 }')}rules: { nothing: off }\n`)).toEqual(
      [],
    );
  });
});
