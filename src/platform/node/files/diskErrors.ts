import { HandfulError } from '../../../shared/errors.ts';

/** The error that says that there is no room for `path`. */
export function diskFull(path: string, cause: unknown): HandfulError {
  return new HandfulError(
    'DISK_FULL',
    `There is no room left to write ${path}.`,
    'Free some space on that disk and try again. What was saved before is intact.',
    { cause },
  );
}

/** Runs `work`, which writes `path`; when the disk (or the user's share of it) is full, throws DISK_FULL. */
export async function withRoom<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    throw code === 'ENOSPC' || code === 'EDQUOT' ? diskFull(path, error) : error;
  }
}
