import type { Format, Fragment, Hint } from '../../model/fragment.js';
import { rangesOf } from '../../values/lines.js';
import { isVersion } from '../../values/versions.js';
import { emptyFragment } from '../format.js';
import { productNamed } from '../product-names.js';
import { packHome } from './start-script.js';

/** `WSO2 API Manager v3.2.0`. */
const LINE = /^[ \t]*(?:WSO2[ \t]+)?([A-Z][A-Za-z \t]{1,60}?)[ \t]+v?(\d{1,6}\.\d{1,6}\.\d{1,6})[ \t]*$/im;

/** The release that a pack names in the folder of its start scripts. */
export const versionTxt: Format = {
  id: 'version.txt',
  title: 'bin/version.txt of a pack: product and release',
  files: /(^|\/)bin\/version\.txt$/,
  recognises: (text) => LINE.test(text),
  survivesToml: true,
  part: 'supporting',
  homeOf: packHome,
  read(file, text): Fragment {
    const [line = '', name = '', release = ''] = LINE.exec(text) ?? [];
    const place = { file, range: rangesOf(text)(text.indexOf(line)), why: 'bin/version.txt' };
    const product = productNamed(name.trim().toLowerCase().replace(/\s+/g, '-'));
    const hints: Hint[] = [];
    if (product) hints.push({ ...place, value: product, aspect: 'product', rank: 'path' });
    if (isVersion(release)) hints.push({ ...place, value: release, aspect: 'version', rank: 'path' });
    return { ...emptyFragment(file, versionTxt), hints };
  },
};
