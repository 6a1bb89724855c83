import type { Format, Fragment } from '../../model/fragment.js';
import { builtImage } from '../built-image.js';
import { emptyFragment } from '../format.js';
import { lastName } from '../leaf.js';
import { isSecret, settingsOf } from '../plain-values.js';
import { dockerfileLeaves } from '../syntax/dockerfile.js';
import { packHome, systemProperties } from './start-script.js';

/** The parts of an image; compose files say which service builds it, with which arguments. */
export const dockerfile: Format = {
  id: 'dockerfile',
  title:
    'Dockerfiles: FROM, ARG and ENV with what they are replaced by, copied packs and configuration, -D options of ENTRYPOINT and CMD',
  // What an editor leaves behind, `Dockerfile~`, builds nothing.
  files: /(^|\/)((Docker|Container)file([^/]*[^/~])?|[^/]+\.(docker|container)file)$/i,
  recognises: (text) => /^[ \t]*FROM\s/im.test(text),
  survivesToml: true,
  part: 'supporting',
  onCommandLine: true,
  homeOf: packHome,
  read(file, text): Fragment {
    const read = dockerfileLeaves(text);
    if (!read.ok) return { ...emptyFragment(file, dockerfile), fault: read.fault };
    const recipe = read.leaves.filter((leaf) => !isSecret(lastName(leaf)));
    const { hints, offset } = builtImage(file, recipe);
    return {
      ...emptyFragment(file, dockerfile),
      hints,
      settings: settingsOf(systemProperties(text)),
      recipe,
      ...(offset ? { offset } : {}),
    };
  },
};
