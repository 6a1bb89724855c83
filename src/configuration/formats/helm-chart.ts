import type { Format, Fragment } from '../../model/fragment.js';
import { emptyFragment } from '../format.js';
import { parentOf } from '../home.js';

/** The description of a chart. That it is there says that what is below runs in pods; its templates are rendered where they are found. */
export const helmChart: Format = {
  id: 'helm-chart',
  title: 'Chart.yaml of any chart: templates are rendered with its values; the nodes below its folder run in pods',
  files: /(^|\/)Chart\.ya?ml$/,
  survivesToml: true,
  part: 'supporting',
  homeOf: (file) => ({ key: file, name: parentOf(file).replace(/^.*\//, '') }),
  read: (file): Fragment => emptyFragment(file, helmChart),
};
