const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EDQUOT: 'the disk is full',
  EEXIST: 'a part of the path is not a directory',
  EFBIG: 'the file would be too long',
  EIO: 'the disk reports an error',
  EISDIR: 'it is a directory',
  ELOOP: 'too many symbolic links',
  EMFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long',
  ENOENT: 'no such file or directory',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a part of the path is not a directory',
  EPERM: 'not permitted',
  EROFS: 'the file system is read-only',
  ERR_INVALID_ARG_VALUE: 'a path has no null characters',
};

/** Returns the code of an error of the operating system, `ENOENT` or the like. Anything else is a bug, and thrown again. */
export function systemCode(error: unknown): string {
  if (error instanceof Error && 'code' in error) return String(error.code);
  throw error;
}

/** Returns the system's reason in words. Anything that is not an error of the system is a bug, and thrown again. */
export function systemReason(error: unknown): string {
  const code = systemCode(error);
  return REASONS[code] ?? code;
}
