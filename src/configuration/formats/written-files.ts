import type { Format, Fragment } from '../../model/fragment.js';
import { emptyFragment } from '../format.js';

/** Scripts and cloud-init that write files: these are read as if they were there. The script itself is no configuration. */
export const writtenFiles: Format = {
  id: 'written-files',
  title:
    'scripts, Terraform and Vagrantfiles with here-documents, and write_files of cloud-init: the configuration that they write',
  files: /(^|\/)([^/]*\.(sh|bash|tf)|Vagrantfile|[^/]*(user[-_]?data|cloud[-_]?(init|config))[^/]*)$/i,
  recognises: (text) => isCloudInit(text) || text.includes('<<'),
  survivesToml: true,
  part: 'supporting',
  read: (file): Fragment => emptyFragment(file, writtenFiles),
};

/** Returns whether a text is one of cloud-init, by its first line. */
export function isCloudInit(text: string): boolean {
  return /^#cloud-config\s/.test(text);
}
