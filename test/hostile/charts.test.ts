import { symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { workshop } from './program.js';

const { path, write, run } = workshop();

const DEPLOYMENT = `apiVersion: apps/v1
kind: Deployment
metadata: { name: am }
spec:
  template:
    spec:
      containers:
        - { name: am, image: "wso2/wso2am:4.2.0", ports: [{ containerPort: 9443 }] }
`;

/** A chart with a template that is fine and one that is not. */
function chartWith(template: string, values = 'a: 1\n'): void {
  write({
    'am/Chart.yaml': 'name: am\nversion: 1.0.0\n',
    'am/values.yaml': values,
    'am/templates/deployment.yaml': DEPLOYMENT,
    'am/templates/hostile.yaml': template,
  });
}

const times = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => text(index)).join('');

/** As often as steps are allowed. */
const often = (action: string) => `{{ range until 1000 }}{{ range until 1000 }}${action}{{ end }}{{ end }}`;

const MANY = `many:\n${times(60_000, (index) => `  k${index}: v\n`)}`;
const BOMB = `a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n${times(11, (index) => `a${index + 1}: &a${index + 1} [${times(10, () => `*a${index}, `)}]\n`)}`;

describe('a template of a chart ends, and the others are read', () => {
  it.each<[string, string, string?]>([
    ['rounds of rounds', often(often('x'))],
    ['templates in themselves', '{{ define "x" }}{{ include "x" . }}{{ include "x" . }}{{ end }}{{ include "x" . }}'],
    [
      'templates that double in each other',
      `${times(60, (index) => `{{ define "x${index}" }}${times(2, () => `{{ include "x${index + 1}" . }}`)}{{ end }}`)}{{ define "x60" }}y{{ end }}{{ include "x0" . }}`,
    ],
    ['tpl of itself', '{{ tpl .Values.t . }}', "t: '{{ tpl .Values.t . }}'\n"],
    ['quotes without an end', `{{ "${'\\"'.repeat(200_000)}`],
    ['braces without an end', '{{ '.repeat(100_000)],
    ['blocks in each other', `${'{{ if true }}'.repeat(20_000)}x${'{{ end }}'.repeat(20_000)}`],
    ['parentheses in each other', `{{ ${'('.repeat(50_000)}1${')'.repeat(50_000)} }}`],
    ['values that are in themselves', '{{ toYaml .Values }}', 'x: &x [*x]\n'],
    ['aliases of aliases', '{{ toYaml .Values.a11 }}', BOMB],
    [
      'a chain of aliases',
      'x',
      `a0: &a0 [1]\n${times(20_000, (index) => `a${index + 1}: &a${index + 1} [*a${index}]\n`)}`,
    ],
    ['a map that is set into itself', '{{ $_ := set .Values "a" .Values }}{{ toYaml .Values }}'],
    ['lists in lists', `{{ $l := list 1 }}${often('{{ $l = list $l }}')}{{ toYaml $l }}`],
    ['texts that grow', '{{ $x := repeat 500000 "a" }}{{ $y := replace "a" $x $x }}{{ $y }}'],
    ['lines that grow', '{{ repeat 1000000 "\\n" | indent 1000 }}'],
    ['large values that are written', often('{{ $x := toYaml $.Values }}'), MANY],
    ['large values that are looked at', often('{{ $x := hasKey $ "a" }}'), MANY],
    ['large values that are copied', often('{{ $x := deepCopy $.Values }}'), MANY],
    ['large values that are compared', often('{{ $x := keys $.Values.many | uniq }}'), MANY],
    ['rounds through large values', often('{{ range $.Values.many }}{{ end }}'), MANY],
    ['large files', often('{{ $x := ($.Files.Glob "**").AsConfig }}'), MANY],
  ])('%s', (_, template, values) => {
    chartWith(template, values);
    const { code, stdout, stderr } = run(['check', '.']);
    expect(code, stderr).toBe(0);
    expect(stdout).toContain('1 node');
  });

  it('also where many templates share what a chart may cost', () => {
    chartWith('x');
    write(Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`am/templates/t${index}.yaml`, often('x')])));
    expect(run(['check', '.']).code).toBe(0);
  });

  it('also where a hundred charts each cost what one may: the last ones are said not to be read', () => {
    const template = often('{{ $x := toYaml $.Values }}');
    const chart = (index: number) => ({
      [`c${index}/Chart.yaml`]: `name: c${index}\nversion: 1.0.0\n`,
      [`c${index}/values.yaml`]: `text: ${'x'.repeat(100_000)}\n`,
      [`c${index}/templates/a.yaml`]: DEPLOYMENT,
      [`c${index}/templates/b.yaml`]: template,
    });
    for (let index = 0; index < 100; index++) write(chart(index));
    const { code, stdout, stderr } = run(['check', '.']);
    expect(code, stderr).not.toBe(null);
    expect(stdout + stderr).toMatch(/charts behind those that cost as much as all may together.* \((?:8|9)\d\)/);
  });

  it('also where charts depend on charts under many names', () => {
    const names = `dependencies:\n${times(100, (index) => `  - { name: b, alias: b${index} }\n`)}`;
    chartWith('x');
    for (let depth = 0; depth < 6; depth++)
      write({
        [`am/${'charts/b/'.repeat(depth)}Chart.yaml`]: `name: b\nversion: 1.0.0\n${names}`,
        [`am/${'charts/b/'.repeat(depth)}templates/x.yaml`]: DEPLOYMENT,
      });
    expect([0, 1]).toContain(run(['check', '.']).code);
  });
});

describe('a chart reads its own files', () => {
  it.each([
    ['../secret.txt'],
    ['../../../../../../etc/passwd'],
    ['/etc/passwd'],
    ['link.txt'],
    ['./folder/secret.txt'],
  ])('and not %s', (name) => {
    chartWith(
      `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x }\ndata: { "deployment.toml": {{ .Files.Get "${name}" | quote }} }\n`,
    );
    write({ 'secret.txt': 'S3cret' });
    symlinkSync('/etc/passwd', path('am/link.txt'));
    symlinkSync('..', path('am/folder'));
    for (const args of [
      ['check', '.'],
      ['import', '.'],
      ['config', '.'],
    ]) {
      const { stdout, stderr } = run(args);
      expect(stdout + stderr).not.toMatch(/S3cret|root:x:/);
    }
  });
});
