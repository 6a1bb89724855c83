import { markdown as markdownPage, markdownText } from '../page/markdown.js';
import type { PageStyle } from '../page/page.js';
import { type ChangeList, differing, findingLists, gridOf, isEmpty, listsOf, titleOf } from './list.js';
import type { ChangeReporter } from './reporter.js';

/** More rows than this are folded, so that a comment stays a comment. */
const SHOWN = 10;
/** GitHub takes comments of 65,536 characters. */
const MAX_LENGTH = 60_000;

/** GitHub flavoured Markdown, for a pull request. */
export const markdown: ChangeReporter = (changes, style) => {
  const heading = '## What this plan changes';
  if (isEmpty(changes)) return `${heading}\n\nNo difference.\n`;
  const lists = [...differing(changes).flatMap(listsOf), ...findingLists(changes)];
  const text = [
    heading,
    summaryOf(lists),
    ...differing(changes).flatMap((deployment) => {
      const title = titleOf(changes, deployment);
      return [
        ...(title === undefined ? [] : [`### ${markdownText(title)}`]),
        ...listsOf(deployment).map((list) => blockOf(list, style)),
      ];
    }),
    ...findingLists(changes).map((list) => blockOf(list, style)),
  ].join('\n\n');
  return text.length <= MAX_LENGTH
    ? `${text}\n`
    : `${heading}\n\n${summaryOf(lists)}\n\nThe lists are too long for a comment; \`wso2-topology diff\` shows them.\n`;
};

function blockOf(list: ChangeList, style: PageStyle): string {
  const grid = markdownPage({ sections: [{ grid: gridOf(list) }] }, style).trimEnd();
  const title = `${list.title} (${list.rows.length})`;
  return list.rows.length <= SHOWN
    ? `#### ${title}\n\n${grid}`
    : `<details>\n<summary>${title}</summary>\n\n${grid}\n\n</details>`;
}

/** How much there is of everything: `Ports: 3 moved. Firewall: 2 add, 2 remove.` */
function summaryOf(lists: readonly ChangeList[]): string {
  const totals = new Map<string, number>();
  for (const { title, rows } of lists) totals.set(title, (totals.get(title) ?? 0) + rows.length);
  return [...totals].map(([title, count]) => `${title}: ${count}`).join(' · ');
}
