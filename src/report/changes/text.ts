import type { Section } from '../page/page.js';
import { table as tablePage } from '../page/table.js';
import { type ChangeList, differing, findingLists, gridOf, isEmpty, listsOf, titleOf } from './list.js';
import type { ChangeReporter } from './reporter.js';

/** For people: a table for each kind of change. */
export const text: ChangeReporter = (changes, style) => {
  if (isEmpty(changes)) return 'no difference\n';
  const sections = differing(changes).flatMap((deployment): Section[] => {
    const title = titleOf(changes, deployment);
    return [...(title === undefined ? [] : [{ title: `== ${title} ==` }]), ...listsOf(deployment).map(sectionOf)];
  });
  return tablePage({ sections: [...sections, ...findingLists(changes).map(sectionOf)] }, style);
};

function sectionOf(list: ChangeList): Section {
  return { title: list.title, grid: gridOf(list) };
}
