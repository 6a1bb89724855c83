import { describe, expect, it } from 'vitest';
import { renderChart } from '../../../src/discovery/charts/render.js';

const VALUES = `
host: am.corp
offset: 2
on: true
off: false
empty: ""
ratio: 1.5
none:
list: [b, a, b]
ports: { https: 9443, http: 9763 }
deep: { er: { key: found } }
lines: "one\\ntwo\\n"
base: &base { kept: 1 }
more: { <<: *base, other: *base }
`;

const FILES = {
  'confs/a.toml': '[server]\noffset = {{ .Values.offset }}\n',
  'confs/b.txt': ' first\nsecond',
  'confs/deep/c.txt': 'c\n\n',
  'confs/empty.txt': '',
};

function chart(template: string, files: Readonly<Record<string, string>> = {}) {
  const own = { 'Chart.yaml': 'name: am\nversion: 1.0.0\n', 'values.yaml': VALUES, 'templates/x.yaml': template };
  return renderChart({ folder: 'c', files: new Map(Object.entries({ ...own, ...FILES, ...files })) });
}

function rendered(template: string, files?: Readonly<Record<string, string>>): string | undefined {
  return chart(template, files).manifests.get('c/templates/x.yaml')?.text;
}

describe('toToml', () => {
  it('writes values before tables, lists of maps as tables of their own', () => {
    const values = `toml:
  transport: { https: { properties: { proxyPort: 443 } } }
  server: { hostname: "am.corp", offset: 2, on: true, none: null, "a b": x }
  apim:
    gateway:
      environment: [{ name: Default, labels: [a, { b: 1 }] }, { name: Other }]
    empty: []
`;
    expect(rendered('{{ .Values.toml | toToml }}', { 'values.yaml': values })?.trim()).toBe(`[apim]
empty = []

[apim.gateway]

[[apim.gateway.environment]]
labels = ["a", {b = 1}]
name = "Default"

[[apim.gateway.environment]]
name = "Other"

[server]
"a b" = "x"
hostname = "am.corp"
offset = 2
on = true

[transport]

[transport.https]

[transport.https.properties]
proxyPort = 443`);
  });
});

describe('a template of Helm', () => {
  it.each([
    ['a value, and one that is not there', '{{ .Values.host }}:{{.Values.absent}}.', 'am.corp:.'],
    ['numbers and switches', '{{ .Values.offset }} {{ .Values.ratio }} {{ .Values.on }}', '2 1.5 true'],
    ['merge keys and aliases', '{{ .Values.more.kept }}{{ .Values.more.other.kept }}', '11'],
    ['literals', '{{ "a\\t\\u0041\\x42\\"" }}{{ `b\\n` }}{{ 0x10 }}{{ -3 }}{{ true }}{{ nil }}', 'a\tAB"b\\n16-3true'],
    ['runes', "{{ 'a' }}", '97'],
    ['trim markers', 'a  \n{{- "b" -}}\n  c {{ "d" }}', 'abc d'],
    ['comments', 'a{{/* {{ nothing }} */}}b{{- /* x */ -}} c', 'abc'],
    ['variables', '{{ $x := 1 }}{{ if true }}{{ $x = 2 }}{{ $y := 3 }}{{ $x }}{{ $y }}{{ end }}{{ $x }}', '232'],
    ['the root', '{{ with .Values.deep }}{{ .er.key }} {{ $.Values.host }}{{ end }}', 'found am.corp'],
    ['braces in texts', '{{ "}}" }}{{ `}}` }}', '}}}}'],
    ['groups with keys', '{{ (dict "a" (dict "b" 7)).a.b }}', '7'],
    ['pipes', '{{ .Values.absent | default "x" | quote }}', '"x"'],
    [
      'the release, the chart and the cluster',
      '{{ .Release.Name }} {{ .Chart.Version }} {{ .Capabilities.KubeVersion.Major }}',
      'am 1.0.0 1',
    ],
    [
      'the APIs of every cluster',
      '{{ .Capabilities.APIVersions.Has "apps/v1" }} {{ .Capabilities.APIVersions.Has "x/v1" }}',
      'true false',
    ],
    ['lists and maps as Go prints them', '{{ .Values.list }} {{ .Values.ports }}', '[b a b] map[https:9443 http:9763]'],
    [
      'a semver of the cluster',
      '{{ semverCompare ">=1.19-0" .Capabilities.KubeVersion.Version }}{{ semverCompare ">=1.19, <1.20" "1.21" }}{{ semverCompare "= 1.2.3" "v1.2.3" }}',
      'truefalsetrue',
    ],
  ])('has %s', (_, template, expected) => {
    expect(rendered(template)).toBe(expected);
  });

  it.each([
    ['{{ if .Values.on }}a{{ else }}b{{ end }}', 'a'],
    ['{{ if .Values.off }}a{{ else if .Values.empty }}b{{ else if .Values.list }}c{{ else }}d{{ end }}.', 'c.'],
    ['{{ if and .Values.on .Values.off }}a{{ end }}{{ if or .Values.off .Values.on }}b{{ end }}', 'b'],
    ['{{ if not .Values.none }}a{{ end }}{{ if .Values.ports }}b{{ end }}{{ if 0 }}c{{ end }}', 'ab'],
    [
      '{{ with .Values.none }}a{{ else }}b{{ end }}{{ with .Values.off }}{{ else with .Values.host }}{{ . }}{{ end }}',
      'bam.corp',
    ],
    ['{{ range .Values.list }}{{ . }}{{ end }}', 'bab'],
    ['{{ range $i, $x := .Values.list }}{{ $i }}{{ $x }}{{ end }}', '0b1a2b'],
    ['{{ range $k, $v := .Values.ports }}{{ $k }}={{ $v }};{{ end }}', 'http=9763;https=9443;'],
    ['{{ range $x := until 3 }}{{ $x }}{{ end }}{{ range .Values.none }}a{{ else }}b{{ end }}', '012b'],
    [
      '{{ range until 5 }}{{ if eq . 1 }}{{ continue }}{{ end }}{{ if eq . 3 }}{{ break }}{{ end }}{{ . }}{{ end }}',
      '02',
    ],
    ['{{ define "t" }}<{{ . }}>{{ end }}{{ template "t" .Values.host }}{{ include "t" 1 | quote }}', '<am.corp>"<1>"'],
    ['{{ block "b" .Values.host }}[{{ . }}]{{ end }}{{ define "n" }}x{{ end }}{{ template "n" }}', '[am.corp]x'],
    ['{{ tpl "{{ .Values.host }}" . }}', 'am.corp'],
  ])('decides and repeats: %s', (template, expected) => {
    expect(rendered(template)).toBe(expected);
  });

  it.each([
    ['quote "a\\"b\\nc"', '"a\\"b\\nc"'],
    ['squote 1', "'1'"],
    ['indent 2 .Values.lines', '  one\n  two\n  '],
    ['nindent 1 "a\\nb"', '\n a\n b'],
    ['trim "  a "', 'a'],
    ['trimAll "-" "--a-"', 'a'],
    ['trimSuffix "-" "a-" | trimPrefix "a"', ''],
    ['trimSuffix "x" "a" | trimPrefix "x"', 'a'],
    ['trunc 2 "abc"', 'ab'],
    ['trunc -2 "abc"', 'bc'],
    ['substr 1 2 "abc"', 'b'],
    ['substr 1 -1 "abc"', 'bc'],
    ['replace "a" "b" "aca" | replace "" "x" | replace "z" "x"', 'bcb'],
    ['repeat 3 "ab"', 'ababab'],
    ['toString 7', '7'],
    ['upper "a" | lower | title', 'A'],
    ['nospace "a b"', 'ab'],
    ['contains "b" "abc"', 'true'],
    ['hasPrefix "a" "abc"', 'true'],
    ['hasSuffix "a" "abc"', 'false'],
    ['(split "/" "a/b")._1', 'b'],
    ['index (splitList "/" "a/b") 1', 'b'],
    ['b64enc "am" | b64dec', 'am'],
    ['(fromYaml "a: 1").a', '1'],
    ['(fromJson "{\\"a\\": 2}").a', '2'],
    ['print "a" 1 2 "b"', 'a1 2b'],
    ['println "a" 1', 'a 1\n'],
    ['cat "a" 1', 'a 1'],
    ['printf "%s-%d %v %q %t %% %05d %3d" "a" 7 "b" "c" true 42 5', 'a-7 b "c" true % 00042   5'],
    ['join "," .Values.list', 'b,a,b'],
    ['join "," "a"', 'a'],
    ['toYaml .Values.ports', 'http: 9763\nhttps: 9443'],
    ['toJson .Values.ports', '{"https":9443,"http":9763}'],
    ['toRawJson .Values.list', '["b","a","b"]'],
    ['toPrettyJson (list 1)', '[\n  1\n]'],
    ['default 1 .Values.offset', '2'],
    ['coalesce .Values.none "" "x"', 'x'],
    ['coalesce .Values.none', ''],
    ['ternary "a" "b" .Values.on', 'a'],
    ['ternary "a" "b" .Values.off', 'b'],
    ['empty .Values.list', 'false'],
    ['required "x" .Values.host', 'am.corp'],
    ['eq .Values.host "x" "am.corp"', 'true'],
    ['eq .Values.none nil', 'true'],
    ['ne .Values.offset 2', 'false'],
    ['lt 1 2', 'true'],
    ['le "b" "a"', 'false'],
    ['gt 1 2', 'false'],
    ['ge "a" "a"', 'true'],
    ['kindOf .Values.list', 'slice'],
    ['kindIs "map" .Values.ports', 'true'],
    ['kindOf 1', 'float64'],
    ['kindOf true', 'bool'],
    ['kindOf nil', 'invalid'],
    ['typeOf .Values.ports', 'map[string]interface {}'],
    ['typeIs "string" .Values.host', 'true'],
    ['int "7" | add 1 2', '10'],
    ['int64 1.7 | add1', '2'],
    ['atoi "x"', '0'],
    ['float64 true', '1'],
    ['int false', '0'],
    ['sub 5 1 1 | mul 3', '9'],
    ['div 7 2 | mod 5', '2'],
    ['max 1 3 | min 2', '2'],
    ['ceil 1.2', '2'],
    ['floor 1.8', '1'],
    ['int nil', '0'],
    ['len .Values.list', '3'],
    ['len .Values.ports', '2'],
    ['len "abc"', '3'],
    ['get .Values.ports "http"', '9763'],
    ['get .Values.ports "x"', ''],
    ['hasKey .Values.ports "http"', 'true'],
    ['pluck "a" (dict "a" 1) (dict "b" 2) 3', '[1]'],
    ['(set (dict) "a" 1).a', '1'],
    ['hasKey (unset (dict "a" 1) "a") "a"', 'false'],
    ['dig "er" "key" "x" .Values.deep', 'found'],
    ['dig "er" "no" "x" .Values.deep', 'x'],
    ['dig "er" "key" "more" "x" .Values.deep', 'x'],
    ['keys .Values.ports | sortAlpha', '[http https]'],
    ['values (dict "a" 1)', '[1]'],
    ['pick .Values.ports "http"', 'map[http:9763]'],
    ['omit .Values.ports "http"', 'map[https:9443]'],
    ['merge (dict "a" 1) (dict "a" 2 "b" 3)', 'map[a:1 b:3]'],
    ['mergeOverwrite (dict "a" 1) (dict "a" 2)', 'map[a:2]'],
    ['deepCopy .Values.deep', 'map[er:map[key:found]]'],
    ['deepCopy .Values.list', '[b a b]'],
    ['first .Values.list', 'b'],
    ['first list', ''],
    ['last .Values.list', 'b'],
    ['last list', ''],
    ['rest .Values.list', '[a b]'],
    ['initial .Values.list', '[b a]'],
    ['reverse (list 1 2)', '[2 1]'],
    ['uniq .Values.list', '[b a]'],
    ['compact (list "" 1 nil)', '[1]'],
    ['append (list 1) 2', '[1 2]'],
    ['prepend (list 1) 2', '[2 1]'],
    ['concat (list 1) (tuple 2)', '[1 2]'],
    ['has "a" .Values.list', 'true'],
    ['has (dict) (list (dict))', 'false'],
    ['without .Values.list "b"', '[a]'],
    ['untilStep 1 6 2', '[1 3 5]'],
    ['dict "a"', 'map[a:]'],
    ['index .Values.ports "x"', ''],
    ['lookup "v1" "Secret" "" ""', 'map[]'],
  ])('knows %s', (code, expected) => {
    expect(rendered(`{{ ${code} }}.`)).toBe(`${expected}.`);
    expect(chart(`{{ ${code} }}`).unknown).toEqual([]);
  });

  it.each([
    ['sha256sum "x"'],
    ['now | htmlDate'],
    ['now | unixEpoch'],
    ['randAlphaNum 5'],
    ['(genSelfSignedCert "x").Cert | b64enc'],
  ])('takes %s for what differs at every installation', (code) => {
    expect(rendered(`a: {{ ${code} }}`)).toBe('a: generated');
    expect(chart(`{{ if ${code} }}{{ end }}{{ ${code} }}`).unknown).toEqual([]);
  });

  it.each([
    ['required "x" .Values.none'],
    ['fail "x"'],
    ['regexMatch "a+" "b"'],
    ['toToml .Values.list'],
    ['constructor'],
    ['.Values.host.key'],
    ['.Values.none.key | default "x"'],
    ['.Values.none.key | printf "%s"'],
    ['.Values.none.key | print'],
    ['$nobody'],
    ['eq .Values.host 1'],
    ['ne .Values.host 1'],
    ['eq .Values.none.key 1'],
    ['lt .Values.list 1'],
    ['not .Values.none.key'],
    ['empty .Values.none.key'],
    ['ternary 1 2 .Values.none.key'],
    ['kindIs "map" .Values.none.key'],
    ['typeIs "map" .Values.none.key'],
    ['and .Values.none.key true'],
    ['semverCompare "~1.2" "1.2"'],
    ['semverCompare ">=1" "x"'],
    ['include "absent" .'],
    ['tpl "{{ if }}" .'],
    ['index .Values.list 9'],
    ['index .Values.list "x"'],
    ['len 1'],
    ['get .Values.list "x"'],
    ['set 1 "a" 2'],
    ['values 1'],
    ['pick 1 "a"'],
    ['merge 1'],
    ['first 1'],
    ['append 1 2'],
    ['prepend 1 2'],
    ['concat 1'],
    ['has 1 2'],
    ['without 1 2'],
    ['until "x"'],
    ['until 100000'],
    ['untilStep "x" 1 1'],
    ['untilStep 1 2 0'],
    ['dig "a" 1 .Values.none.key'],
    ['printf "%s"'],
    ['printf "%x" 1'],
    ['b64dec "***"'],
    ['fromYaml "- 1"'],
    ['fromYaml "a: ["'],
    ['indent -1 "a"'],
    ['nindent 5000 "a"'],
    ['repeat -1 "a"'],
    ['int .Values.list'],
    ['add 1 .Values.list'],
    ['ceil .Values.list'],
    ['div 1 0'],
    ['.Files.Glob 1'],
  ])('does not know %s, and says so once', (code) => {
    const { manifests, unknown } = chart(`a: {{ ${code} }}!{{ if ${code} }}b{{ else }}c{{ end }}`);
    const text = manifests.get('c/templates/x.yaml')?.text;
    expect(text).toMatch(/^a: \$sys\{[\w.]*\}!$/);
    expect(unknown.map(({ place }) => place)).toEqual([
      { file: 'c/templates/x.yaml', from: 3, isText: false },
      { file: 'c/templates/x.yaml', from: expect.any(Number), isText: false },
    ]);
  });

  it('leaves a line out that is not known, and quotes a value of TOML that is not', () => {
    expect(rendered('a\n  {{ fail "x" }}\nb = {{ fail "x" }}\nc = "{{ fail "x" }}"\n')).toBe(
      'a\n  \nb = "$sys{fail_x}"\nc = "$sys{fail_x}"\n',
    );
    expect(rendered('{{ range .Values.none.key }}a{{ end }}b')).toBe('b');
    expect(rendered('{{ range .Values.host }}a{{ end }}b')).toBe('b');
  });

  it.each([
    ['{{ if }}a{{ end }}'],
    ['{{ if .a }}'],
    ['{{ end }}'],
    ['{{ else }}'],
    ['{{ if .a }}{{ else nonsense }}{{ end }}'],
    ['{{ .a'],
    ['{{/* open'],
    ['{{/* open */'],
    ['{{ "open }}'],
    ['{{ .a | }}'],
    ['{{ (.a }}'],
    ['{{ .a ) }}'],
    ['{{ # }}'],
    ['{{ define x }}{{ end }}'],
    ['{{ define "x" . }}{{ end }}'],
    ['{{ block "x" }}{{ end }}{{ block "x" ( }}{{ end }}'],
    ['{{ template x }}'],
    ['{{ template "x" ( }}'],
    [`{{ ${'('.repeat(60)}1${')'.repeat(60)} }}`],
  ])('is none: %s', (template) => {
    const { manifests, broken } = chart(template);
    expect([manifests.size, broken]).toEqual([0, ['c/templates/x.yaml']]);
  });

  it.each([
    ['{{ define "t" }}{{ include "t" . }}{{ end }}{{ include "t" . }}'],
    ['{{ range until 1000 }}{{ range until 1000 }}x{{ end }}{{ end }}'],
    ['{{ $x := "ab" }}{{ range until 40 }}{{ $x = print $x $x }}{{ end }}{{ $x }}'],
    ['{{ $x := list 1 }}{{ range until 40 }}{{ $x = list $x $x }}{{ end }}{{ $x }}'],
    ['{{ $x := list "abcdefgh" }}{{ range until 40 }}{{ $x = concat $x $x }}{{ end }}{{ len $x }}'],
    [`{{ range until 100 }}${'x'.repeat(50_000)}{{ end }}`],
  ])('ends in time: %s', (template) => {
    expect(chart(template).broken).toEqual(['c/templates/x.yaml']);
  });
});

describe('files of a chart', () => {
  it.each([
    ['.Files.Get "confs/b.txt"', ' first\nsecond'],
    ['.Files.Get "./confs/b.txt" | len', '13'],
    ['.Files.Get "absent"', ''],
    ['.Files.GetBytes "confs/b.txt" | trim', 'first\nsecond'],
    ['.Files.GetBytes "absent"', ''],
    ['tpl (.Files.Get "confs/a.toml") .', '[server]\noffset = 2\n'],
    ['.Files.Lines "confs/b.txt" | join "|"', ' first|second'],
    ['.Files.Lines "confs/deep/c.txt" | join "|"', 'c|'],
    ['.Files.Lines "absent" | len', '0'],
    ['(.Files.Glob "confs/*.txt").AsConfig', '"b.txt": |2-\n   first\n  second\n"empty.txt": ""'],
    ['(.Files.Glob "**/c.txt").AsConfig', '"c.txt": |2+\n  c\n  '],
    ['(.Files.Glob "confs/**").AsSecrets | len | lt 10', 'true'],
    ['(.Files.Glob "confs/{a,x}.toml").AsConfig', '"a.toml": |2\n  [server]\n  offset = {{ .Values.offset }}'],
    ['(.Files.Glob "confs/?.t*x*t").AsConfig', '"b.txt": |2-\n   first\n  second'],
    ['(.Files.Glob "*/b.tx").AsConfig', ''],
    ['(.Files.Glob "c*s/b*z.txt").AsConfig', ''],
    ['(.Files.Glob "confs/a*a.toml").AsConfig', ''],
    ['(.Files.Glob "confs/x*").AsConfig', ''],
    ['(.Files.Glob "**/**/**/c.txt").AsConfig', ''],
  ])('are read by %s', (code, expected) => {
    expect(rendered(`{{ ${code} }}.`)).toBe(`${expected}.`);
  });

  it('are looped over by name', () => {
    expect(rendered('{{ range $path, $_ := .Files.Glob "confs/*" }}{{ $path }};{{ end }}')).toBe(
      'confs/a.toml;confs/b.txt;confs/empty.txt;',
    );
  });

  it('keep the places of their characters, whatever takes them in', () => {
    const template =
      '{{ define "n" }}{{ tpl (.Files.Get "confs/a.toml") . | replace "server" "SERVER" | nindent 2 | quote }}{{ end }}x: {{ include "n" . }}';
    const text = chart(template).manifests.get('c/templates/x.yaml');
    expect(text?.text).toBe('x: "\\n  [SERVER]\\n  offset = 2\\n  "');
    const placeOf = (part: string) => text?.placeAt(text.text.indexOf(part));
    expect(placeOf('[')).toMatchObject({ file: 'c/confs/a.toml', from: 0, isText: true });
    expect(placeOf('SERVER')).toMatchObject({ file: 'c/confs/a.toml', from: 1, isText: false });
    expect(placeOf('offset')).toMatchObject({ file: 'c/confs/a.toml', from: 9, via: { file: 'c/templates/x.yaml' } });
    expect(placeOf('2\\n')).toMatchObject({ file: 'c/confs/a.toml', from: 18 });
    expect(placeOf('x:')).toEqual({ file: 'c/templates/x.yaml', from: template.indexOf('x: '), isText: true });
    expect(chart('{{ "" }}').manifests.size).toBe(0);
  });
});

describe('values', () => {
  it('of further files are laid over those of the chart, and null takes one away', () => {
    const files = new Map([
      ['Chart.yml', 'name: am'],
      ['values.yml', 'a: { b: 1, c: 2 }\nd: 3'],
      ['values-dev.yaml', 'a: { b: 7, c: null }'],
      ['templates/x.yaml', '{{ .Values.a }} {{ .Values.d }}'],
    ]);
    expect(renderChart({ folder: '.', files }, 'values-dev.yaml').manifests.get('templates/x.yaml')?.text).toBe(
      'map[b:7] 3',
    );
  });

  it.each([
    ['no map', '- 1'],
    ['broken', 'a: ['],
    ['nested too deep', `a: ${'['.repeat(200)}${']'.repeat(200)}`],
    [
      'larger than memory',
      `a0: &a0 [1,1,1,1,1,1,1,1,1,1]\n${[1, 2, 3, 4, 5, 6].map((n) => `a${n}: &a${n} [${Array(10).fill(`*a${n - 1}`)}]`).join('\n')}`,
    ],
    ['empty', ''],
    ['keys without names', '[a]: 1'],
  ])('are those of an empty file where a file is %s', (_, values) => {
    expect(rendered('{{ .Values.host }}.', { 'values.yaml': values })).toBe('.');
  });
});

describe('a chart that depends on others', () => {
  const PARENT = {
    'Chart.yaml': `name: am
dependencies:
  - { name: db, alias: store, condition: "absent,store.enabled" }
  - { name: off, condition: off.enabled }
  - { name: gone }
  - { name: lib }
`,
    'values.yaml': 'store: { enabled: true, port: 3307 }\noff: { enabled: false }\nglobal: { zone: eu }',
    'templates/x.yaml': '{{ .Values.store.user }} {{ include "lib.name" . }} {{ include "am/templates/y.yaml" . }}',
    'templates/y.yaml': 'why',
    'templates/NOTES.txt': '{{ broken',
    'charts/db/Chart.yaml': 'name: db\ntype: application',
    'charts/db/values.yaml': 'user: root\nport: 3306',
    'charts/db/templates/db.yaml': '{{ .Values.port }} {{ .Values.global.zone }} {{ .Chart.Name }} {{ .Release.Name }}',
    'charts/off/Chart.yaml': 'name: off',
    'charts/off/templates/off.yaml': 'off',
    'charts/lib/Chart.yaml': 'type: library',
    'charts/lib/templates/_lib.tpl': '{{ define "lib.name" }}lib{{ end }}',
    'charts/lib/templates/lib.yaml': 'never',
  };

  it('renders those that are there and switched on, with the values that it gives them', () => {
    const { manifests, missing } = renderChart({ folder: 'c', files: new Map(Object.entries(PARENT)) });
    expect([...manifests].map(([file, { text }]) => [file, text])).toEqual([
      ['c/charts/db/templates/db.yaml', '3307 eu db am'],
      ['c/templates/x.yaml', 'root lib why'],
      ['c/templates/y.yaml', 'why'],
    ]);
    expect(missing).toEqual(['gone']);
  });

  it('says which are there as archives alone, also of charts that it depends on', () => {
    const files = new Map([
      ['Chart.yaml', 'name: c\ndependencies: [{ name: db }, { name: lib }]'],
      ['charts/db-1.6.9.tgz', ''],
      ['charts/db-extra.tgz', ''],
      ['charts/lib/Chart.yaml', 'name: lib\ndependencies: [{ name: mq }]'],
      ['charts/lib/charts/mq-2.0.0-rc.1.tgz', ''],
    ]);
    const { missing, packed } = renderChart({ folder: 'c', files });
    expect(missing).toEqual([]);
    expect(packed).toEqual(['charts/db-1.6.9.tgz', 'charts/lib/charts/mq-2.0.0-rc.1.tgz']);
  });

  it('has those of requirements.yaml as well, without end', () => {
    const files = new Map([
      ['requirements.yaml', 'dependencies: [{ name: db }, 3]'],
      ['charts/db/templates/db.yaml', 'x'],
      ['templates/x.yaml', '{{ .Values.db }}'],
    ]);
    const { manifests } = renderChart({ folder: 'c', files });
    expect([...manifests.keys()]).toEqual(['c/charts/db/templates/db.yaml', 'c/templates/x.yaml']);
  });
});
