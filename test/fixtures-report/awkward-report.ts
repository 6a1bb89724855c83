import type { Range, Severity } from '../../src/model/finding.js';
import type { Finding, ListenerReport, Report, SuppressedFinding } from '../../src/model/report.js';

/** Everything that a careless reporter trips over, one name each. */
export const AWKWARD = {
  html: '<script>alert("x")</script><img src=x onerror=alert(1)>&amp;',
  pipe: 'a|b||c',
  cdata: 'end ]]> of data -->',
  command: '::error file=x,line=1::injected',
  escape: '\u001b[31mred\u001b[0m\u0007',
  newline: 'one\ntwo\r\nthree\u2028four',
  emoji: 'gateway 🚀 é 漢字',
  bidi: 'abc\u202edcba\u2066x\u2069',
  long: `${'x'.repeat(127)}y`,
  percent: '100%25 %0A %s',
  quotes: `"double" 'single' \`tick\` \\ back`,
  formula: '=cmd|calc!A1',
  markdown: '*bold* _it_ [link](http://example.org) # h ~~s~~',
  placeholder: 'port {0} of {{host}} [text](1)',
  lone: 'half \ud83d surrogate \ufffe',
} as const;

const FILE = 'topologies/a b:c|d%<e>,é🚀.yaml';
const OTHER = '=cmd/other ::x.yaml';

/** Texts of the files, for source frames. */
export const AWKWARD_TEXTS: ReadonlyMap<string, string> = new Map([
  [
    FILE,
    `version: 1\nname: "<b>|]]>"\nhosts: {}\nnodes:\n\tgateway 🚀: { offset: 2 } # ${AWKWARD.command} ]]> ${AWKWARD.bidi}\n${' '.repeat(400)}offset: 5${' '.repeat(400)}end\n`,
  ],
]);

function range(line: number, column: number, endLine: number, endColumn: number): Range {
  return { start: { line, column }, end: { line: endLine, column: endColumn } };
}

function finding(rule: string, severity: Severity, message: string, more: Partial<Finding> = {}): Finding {
  const defaults = {
    file: FILE,
    range: range(5, 13, 5, 14),
    label: 'here',
    data: {},
    related: [],
    notes: [],
    fixes: [],
    fingerprint: '0123456789abcdef',
  };
  return { rule, severity, message, ...defaults, ...more };
}

const findings: readonly Finding[] = [
  finding('port-collision', 'error', `port 9443 on ${AWKWARD.html} is taken by ${AWKWARD.pipe} and ${AWKWARD.cdata}`, {
    data: { host: AWKWARD.html, nodes: [AWKWARD.pipe, AWKWARD.cdata], bidi: AWKWARD.bidi },
    label: AWKWARD.escape,
    related: [
      { file: FILE, range: range(6, 409, 6, 410), label: AWKWARD.newline },
      { file: OTHER, range: range(1, 1, 3, 4), label: AWKWARD.command },
    ],
    notes: [AWKWARD.markdown, AWKWARD.placeholder, AWKWARD.percent],
    fixes: [
      {
        title: `set offset of ${AWKWARD.quotes} to 3`,
        edits: [{ file: FILE, path: '/nodes/a~1b/offset', range: range(6, 409, 6, 410), from: 5, to: 3 }],
        configuration: [
          { node: AWKWARD.pipe, file: 'repository/conf/carbon.xml', setting: `Ports/${AWKWARD.html}`, to: 3 },
        ],
      },
      { title: AWKWARD.formula, edits: [{ file: FILE, path: '/nodes/a/links/x/port', to: 10_402 }], configuration: [] },
      {
        title: `set the url to ${AWKWARD.newline}`,
        edits: [
          {
            file: FILE,
            path: '/nodes/a/links/x/url',
            range: range(5, 3, 5, 9),
            from: 'old',
            to: `tcp://${AWKWARD.quotes}:9611\n`,
          },
          { file: OTHER, path: '/nodes/a/bind', range: range(1, 1, 1, 2), from: 'old', to: AWKWARD.lone },
        ],
        configuration: [],
      },
    ],
  }),
  finding('ephemeral-port', 'info', AWKWARD.lone, { range: range(5, 13, 7, 2) }),
  finding('schema', 'error', AWKWARD.newline, { file: OTHER, range: range(1, 1, 1, 1), label: AWKWARD.lone }),
  finding('unlisted-version', 'warning', `${AWKWARD.emoji} ${AWKWARD.bidi} ${AWKWARD.escape}`, { file: OTHER }),
  finding('unlisted-version', 'warning', AWKWARD.command, { file: OTHER, label: AWKWARD.long }),
];

const suppressed: readonly SuppressedFinding[] = [
  { ...finding('privileged-port', 'info', AWKWARD.pipe), reason: AWKWARD.html, by: 'ignore' },
  { ...finding('port-range', 'error', AWKWARD.cdata, { file: OTHER }), reason: AWKWARD.newline, by: 'baseline' },
];

function listener(node: string, port: number, more: Partial<ListenerReport> = {}): ListenerReport {
  const names = {
    host: AWKWARD.html,
    node,
    listener: 'servlet-https',
    protocol: 'tcp',
    transport: 'https',
    bind: '*',
  } as const;
  return { ...names, basePort: 9443, port, derivation: `9443 + ${port - 9443}`, status: 'ok', dialledBy: [], ...more };
}

/** A report whose every name tries to break the format it is written in. */
export const awkwardReport: Report = {
  reportVersion: 1,
  tool: { name: 'wso2-topology', version: '0.0.0' },
  summary: {
    files: 3,
    hosts: 2,
    nodes: 3,
    listeners: 3,
    links: 2,
    endpoints: {
      right: 1,
      wrong: 1,
      outside: 1,
      undecided: 1,
      outsideHosts: [AWKWARD.html],
      reasons: [AWKWARD.newline],
    },
    errors: 2,
    warnings: 2,
    infos: 1,
    ignored: 1,
    baselined: 1,
  },
  findings,
  suppressed,
  unread: [
    {
      kind: AWKWARD.markdown,
      count: 2,
      places: [{ what: FILE, file: FILE, range: { start: { line: 1, column: 1 }, end: { line: 1, column: 2 } } }],
    },
  ],
  deployments: [
    {
      file: FILE,
      name: AWKWARD.markdown,
      assumed: [
        {
          node: AWKWARD.markdown,
          aspect: 'version',
          value: '4.2.0',
          candidates: ['4.1.0', '4.2.0'],
          depending: [],
          answer: '--version',
        },
      ],
      hosts: [
        { id: AWKWARD.html, addresses: [AWKWARD.bidi, '10.0.0.1'] },
        { id: AWKWARD.long, addresses: [], on: AWKWARD.html },
      ],
      nodes: [
        {
          id: AWKWARD.pipe,
          host: AWKWARD.html,
          product: 'wso2am',
          version: AWKWARD.formula,
          profile: 'default',
          offset: 0,
        },
      ],
      listeners: [
        listener(AWKWARD.pipe, 9443, { status: 'collision', dialledBy: [`${AWKWARD.quotes} (throttle-data)`] }),
        listener(AWKWARD.cdata, 9443, { status: 'collision', bind: '::' }),
        listener(AWKWARD.emoji, 9445, { derivation: AWKWARD.placeholder }),
      ],
      published: [
        {
          host: AWKWARD.html,
          port: 443,
          protocol: 'tcp',
          bind: '127.0.0.1',
          container: AWKWARD.long,
          published: AWKWARD.command,
          status: 'ok',
        },
      ],
      links: [
        {
          node: AWKWARD.pipe,
          link: 'throttle-data',
          endpoint: AWKWARD.newline,
          target: AWKWARD.cdata,
          listener: 'binary-tcp',
          expectedPort: 9611,
          outcome: 'port-mismatch',
        },
        { node: AWKWARD.pipe, link: 'traffic-jms', listener: 'amqp', outcome: 'derived' },
      ],
      endpoints: [
        {
          node: AWKWARD.pipe,
          links: ['throttle-data'],
          endpoint: AWKWARD.newline,
          origin: 'written',
          verdict: 'wrong',
        },
      ],
    },
    {
      file: 'topologies/clean.yaml',
      hosts: [{ id: 'empty', addresses: [] }],
      nodes: [],
      assumed: [],
      listeners: [],
      published: [],
      links: [],
      endpoints: [],
    },
  ],
};
