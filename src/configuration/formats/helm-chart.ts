import type { Format, Fragment } from '../../model/fragment.js';
import { emptyFragment } from '../format.js';
import { parentOf } from '../home.js';

/** The description of a chart of several nodes. Nothing is read of it: that it is there says that what is below runs in pods. */
export const helmChart: Format = {
  id: 'helm-chart',
  title: 'Chart.yaml of any chart: the nodes below its folder run in pods',
  files: /(^|\/)Chart\.ya?ml$/,
  survivesToml: true,
  part: 'supporting',
  homeOf: (file) => ({ key: file, name: parentOf(file).replace(/^.*\//, '') }),
  read: (file): Fragment => emptyFragment(file, helmChart),
};
