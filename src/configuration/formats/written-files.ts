import type { Format, Fragment } from '../../model/fragment.js';
import { emptyFragment } from '../format.js';

/** Scripts and cloud-init files that write other files: what they write is read as if it were in the tree. The script itself configures nothing. */
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
