import type { Format, Fragment, ImageBuild } from '../../model/fragment.js';
import { emptyFragment } from '../format.js';
import { isSecret } from '../plain-values.js';
import { optionValues, wordsAfter } from '../syntax/shell.js';

/** Scripts that build images: which Dockerfile and which arguments an image of a compose file is made of. */
export const imageBuild: Format = {
  id: 'image-build',
  title: 'scripts that call `docker build`: the tag, the Dockerfile, the context and the arguments of each image',
  files: /(^|\/)([^/]*\.sh|Makefile)$/,
  recognises: (text) => /\b(docker|podman)\b/.test(text) && /\bbuild\b/.test(text) && /\s(-t|--tag)[\s=]/.test(text),
  survivesToml: true,
  part: 'supporting',
  read: (file, text): Fragment => ({
    ...emptyFragment(file, imageBuild),
    builds: wordsAfter(text, /\b(?:docker|podman)(?: +image| +buildx)* +build\b/).flatMap(buildsIn),
  }),
};

/** Options with a value of their own, which is not the context. */
const VALUED =
  /^(-t|--tag|-f|--file|--target|--build-arg|--platform|--label|--network|--progress|--output|-o|--secret|--ssh)$/;

function buildsIn(words: readonly string[]): ImageBuild[] {
  const valuesOf = (...names: readonly string[]) => optionValues(words, ...names);
  const context = words.findLast((word, index) => !word.startsWith('-') && !VALUED.test(words[index - 1] ?? '')) ?? '.';
  const args = valuesOf('--build-arg').flatMap((text) => {
    const [, name, value] = /^([A-Za-z_]\w*)=([^$]*)$/s.exec(text) ?? [];
    return name === undefined || value === undefined || isSecret(name) ? [] : [[name, value] as const];
  });
  const [dockerfile] = valuesOf('-f', '--file');
  const [target] = valuesOf('--target');
  return valuesOf('-t', '--tag').map((image) => ({
    image,
    context,
    args: new Map(args),
    ...(dockerfile === undefined ? {} : { dockerfile }),
    ...(target === undefined ? {} : { target }),
  }));
}
