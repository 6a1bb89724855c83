import { expect, it } from 'vitest';
import { workshop } from './program.js';

const { write, run } = workshop();

const FORMATS = ['goss', 'nft', 'firewalld', 'terraform-aws', 'ansible', 'blackbox', 'hosts', 'networkpolicy'];

/** What the other tools, shells and spreadsheets evaluate; no comma, blank or semicolon, which end an endpoint. */
const CODE = [
  "{{cycler.__init__.__globals__.os.popen('id').read()}}",
  '{{readFile"/etc/passwd"}}',
  'a.{{x}}',
  '$(id)',
  '`id`',
  `\${file('x')}`,
  '<script>',
  '=HYPERLINK(1)',
];

it('what a plan dials never becomes code of the tool that reads an export, and is counted', () => {
  const dials = CODE.map(
    (text, index) => `{ to: ${JSON.stringify(`${text}:${3300 + index}`)}, purpose: ${JSON.stringify(text)} }`,
  );
  write({
    'plan.yaml': `version: 1
name: ${JSON.stringify(CODE.join(' '))}
defaults: { product: wso2mi, version: 4.2.0 }
hosts:
  a: { addresses: [10.0.0.1], occupied: [{ port: 22, by: ${JSON.stringify(CODE.join('\n'))} }] }
  b: { addresses: [10.0.0.2], forwards: [{ port: 443, to: ["mi:passthrough-https"], by: ${JSON.stringify(CODE.join(' '))}, path: ${JSON.stringify(CODE[0])} }] }
  ..: { addresses: [10.0.0.3] }
nodes:
  mi: { host: a, dials: [${dials.join(', ')}, { to: "db.corp:3306" }] }
  ..: { host: .., dials: [{ to: "10.0.0.1:8290" }] }
`,
  });
  for (const format of FORMATS) {
    const { code, stdout, stderr } = run(['export', format, 'plan.yaml']);
    expect(code).toBe(0);
    for (const text of CODE) expect(`${format}: ${stdout}`.toLowerCase()).not.toContain(text.toLowerCase());
    expect(stderr).toContain(`left out, as they lead to no address: ${CODE.length}; \`flows\` names these connections`);
    const written = run(['export', format, 'plan.yaml', '--output', `out/${format}`]);
    expect(written.stderr).not.toMatch(/out\/[^/]*\/\.\./);
  }
});

it('no cell of a table begins with what a spreadsheet evaluates', () => {
  write({
    'plan.yaml': `version: 1
defaults: { product: wso2mi, version: 4.2.0 }
hosts: { -a: {} }
nodes:
  -mi: { host: -a, dials: [{ to: "=HYPERLINK(1):80", purpose: "@SUM(A1)" }, { to: "db:1", purpose: "\\t=1+1" }, { to: "db:2", purpose: "+1" }] }
`,
  });
  for (const command of ['ports', 'flows']) {
    const { stdout } = run([command, '--format', 'csv', 'plan.yaml']);
    expect(stdout).toContain('-mi');
    expect(stdout).not.toMatch(/(?:^|,)"?\s*[=+@-]/m);
  }
});
