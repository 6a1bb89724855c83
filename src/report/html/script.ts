/**
 * Adds a filter and sort buttons to a page, which is complete without them. The browser runs no other script: the policy of the
 * page names the hash of this one. Text of files gets into the page as text only.
 */
export const SCRIPT = `
'use strict';
(() => {
  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const cards = all('article.finding').map((element) => ({ element, text: element.textContent.toLowerCase() }));
  const groups = all('.group').map((element) => {
    const heading = element.querySelector('h3')?.textContent.toLowerCase() ?? '';
    const rows = all('tbody tr', element).map((row) => ({ element: row, text: heading + ' ' + row.textContent.toLowerCase() }));
    return { element, rows };
  });
  const rows = groups.flatMap((group) => group.rows);
  if (cards.length + rows.length === 0) return;

  const words = make('input', { type: 'search', placeholder: 'host, node, port, ...' });
  const severities = ['error', 'warning', 'info'].filter((name) => cards.some(({ element }) => element.classList.contains(name)));
  const boxes = severities.map((name) => make('input', { type: 'checkbox', checked: true, value: name }));
  const problems = make('input', { type: 'checkbox' });
  const found = make('output', {});
  const isWrong = ({ element }) => element.classList.contains('alarm');
  const bar = make('div', { className: 'tools' }, make('label', {}, 'Filter ', words));
  if (boxes.length > 1) boxes.forEach((box) => bar.append(make('label', {}, box, ' ' + box.value + 's')));
  if (rows.some(isWrong) && !rows.every(isWrong)) bar.append(make('label', {}, problems, ' only ports and links with a problem'));
  bar.setAttribute('role', 'search');
  bar.append(found);
  document.querySelector('header').append(bar);

  const show = (entry, visible) => {
    entry.element.hidden = !visible;
    return visible;
  };
  const filter = () => {
    const wanted = words.value.toLowerCase().split(/\\s+/).filter(Boolean);
    const off = boxes.filter((box) => !box.checked).map((box) => box.value);
    const fits = ({ text }) => wanted.every((word) => text.includes(word));
    const shownCards = cards.filter((card) => show(card, fits(card) && !off.some((name) => card.element.classList.contains(name))));
    let shownRows = 0;
    for (const group of groups) {
      const visible = group.rows.filter((row) => show(row, fits(row) && (!problems.checked || isWrong(row))));
      shownRows += visible.length;
      show(group, visible.length > 0);
    }
    const counts = [[shownCards.length, cards.length, 'findings'], [shownRows, rows.length, 'rows']];
    const complete = shownCards.length === cards.length && shownRows === rows.length;
    found.textContent = complete ? '' : counts.filter(([, total]) => total > 0).map(([count, total, noun]) => count + ' of ' + total + ' ' + noun).join(', ');
  };
  bar.addEventListener('input', filter);

  const compare = new Intl.Collator('en', { numeric: true }).compare;
  for (const table of all('.group table')) {
    const heads = all('thead th', table);
    heads.forEach((head, index) => {
      const button = make('button', { type: 'button', textContent: head.textContent });
      head.replaceChildren(button);
      button.addEventListener('click', () => {
        const down = head.getAttribute('aria-sort') === 'ascending';
        for (const other of heads) other.removeAttribute('aria-sort');
        head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
        const text = (row) => row.cells[index].textContent;
        const sorted = all('tbody tr', table).sort((a, b) => (down ? -1 : 1) * compare(text(a), text(b)));
        table.tBodies[0].append(...sorted);
      });
    });
    table.classList.add('sortable');
  }
})();
`;
