/** The reason, in plain words, why the system could not read a file. */
export function systemReason(error: unknown, path: string): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
  switch (code) {
    case 'ENOENT':
      // Node shows bytes that are no UTF-8 as U+FFFD, and then finds no file of that name.
      if (path.includes('\ufffd')) return 'its name is not valid UTF-8 text';
      return 'it is no longer there, or it is a link that leads nowhere';
    case 'EACCES':
    case 'EPERM':
      return 'it may not be read (no permission)';
    case 'EISDIR':
      return 'this folder may not be opened (no permission)';
    case 'EMFILE':
    case 'ENFILE':
      return 'the system has too many files open';
    default:
      return `the system cannot read it (${code})`;
  }
}
