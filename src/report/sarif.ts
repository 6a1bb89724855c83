import type { Range, Severity } from '../model/finding.js';
import type { Finding, Report, ReportedFix, SuppressedFinding, TextChange } from '../model/report.js';
import { ALL_RULES } from '../rules/index.js';
import type { RuleInfo } from '../rules/rule.js';
import { visible } from '../values/visible.js';
import { explanationOf } from './describe.js';
import { jsonText } from './json.js';
import type { Reporter, Style } from './reporter.js';
import { editsOf } from './text-edits.js';
import { fileUri } from './uri.js';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

/** SARIF 2.1.0, for code scanning. Accepted findings are in it as suppressed results, so that they do not look fixed. */
export const sarif: Reporter = (report, style) =>
  jsonText({ $schema: SCHEMA, version: '2.1.0', runs: [runOf(report, style)] });

const LEVELS: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

function runOf({ tool, findings, suppressed }: Report, style: Style) {
  return {
    tool: {
      driver: { name: tool.name, version: tool.version, semanticVersion: tool.version, rules: ALL_RULES.map(ruleOf) },
    },
    columnKind: 'utf16CodeUnits',
    results: [
      ...findings.map((finding) => resultOf(finding, style)),
      ...suppressed.map((finding) => suppressedResultOf(finding, style)),
    ],
  };
}

function ruleOf({ id, severity, summary, why, remedy, example, sources }: RuleInfo) {
  return {
    id,
    name: pascalCase(id),
    shortDescription: { text: messageText(summary) },
    fullDescription: { text: messageText(why) },
    help: { text: messageText(`${why}\n\n${remedy}`), markdown: helpOf({ why, remedy, example, sources }) },
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

/** Text of our own; examples are fenced, so that nothing in them is markup. */
function helpOf({ why, remedy, example, sources }: Pick<RuleInfo, 'why' | 'remedy' | 'example' | 'sources'>): string {
  const parts = [
    why,
    `**How to fix it.** ${remedy}`,
    'Found in',
    fenced(example.bad),
    'Not found in',
    fenced(example.good),
  ];
  return [...parts, `Sources: ${sources.join('; ')}`].join('\n\n');
}

function fenced(yaml: string): string {
  return `\`\`\`yaml\n${yaml.trimEnd()}\n\`\`\``;
}

function resultOf(finding: Finding, style: Style) {
  const { rule, severity, message, fingerprint, file, range, label, related, fixes } = finding;
  const ruleIndex = ALL_RULES.findIndex(({ id }) => id === rule);
  const writable = fixes.flatMap((fix) => {
    const edits = editsOf(fix, style);
    return edits === undefined ? [] : [fixOf(fix, edits)];
  });
  return {
    ruleId: rule,
    ...(ruleIndex < 0 ? {} : { ruleIndex }),
    level: LEVELS[severity],
    message: { text: [message, ...explanationOf(finding)].map(visible).map(messageText).join('\n') },
    locations: [{ ...locationOf({ file, range }), message: { text: messageText(visible(label)) } }],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((place, id) => ({
            id,
            ...locationOf(place),
            message: { text: messageText(visible(place.label)) },
          })),
        }),
    // The first is the one that GitHub matches alerts by; without it, it hashes the lines, and moved lines are new alerts.
    partialFingerprints: { primaryLocationLineHash: `${fingerprint}:1`, 'wso2TopologyFingerprint/v1': fingerprint },
    ...(writable.length === 0 ? {} : { fixes: writable }),
  };
}

function suppressedResultOf(finding: SuppressedFinding, style: Style) {
  const kind = finding.by === 'ignore' ? 'inSource' : 'external';
  return {
    ...resultOf(finding, style),
    suppressions: [{ kind, status: 'accepted', justification: visible(finding.reason) }],
  };
}

function locationOf({ file, range }: { readonly file: string; readonly range: Range }) {
  return { physicalLocation: { artifactLocation: artifactOf(file), region: regionOf(range) } };
}

function artifactOf(file: string) {
  return { uri: fileUri(file), uriBaseId: '%SRCROOT%' };
}

/** Both count from 1, both exclude the end. */
function regionOf({ start, end }: Range) {
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

/** An insertion deletes a region of length zero. */
function fixOf({ title }: ReportedFix, edits: readonly TextChange[]) {
  const files = [...new Set(edits.map(({ file }) => file))];
  return {
    description: { text: messageText(visible(title)) },
    artifactChanges: files.map((file) => ({
      artifactLocation: artifactOf(file),
      replacements: edits
        .filter((edit) => edit.file === file)
        .map(({ range, text }) => ({ deletedRegion: regionOf(range), insertedContent: { text } })),
    })),
  };
}

/** In a SARIF message `{0}` is a placeholder and brackets before parentheses are a link (3.11.5 and 3.11.6). */
function messageText(text: string): string {
  return text.replace(/\{(\d+)\}/g, '{{$1}}').replace(/\[(?=[^[\]]*\]\()/g, '\\[');
}

function pascalCase(id: string): string {
  return id
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
