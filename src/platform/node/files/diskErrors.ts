import { HandfulError } from '../../../shared/errors.ts';

const NO_ROOM = new Set(['ENOSPC', 'EDQUOT']);
const NO_PERMISSION = new Set(['EACCES', 'EPERM', 'EROFS']);

/** The error that says that there is no room for `path`. */
export function diskFull(path: string, cause: unknown): HandfulError {
  return new HandfulError(
    'DISK_FULL',
    `There is no room left to write ${path}.`,
    'Free some space on that disk and try again. What was saved before is intact.',
    { cause },
  );
}

/**
 * Runs `work`, which writes `path`. Throws DISK_FULL when the disk (or the user's share of it) is full, NOT_ALLOWED
 * when the place may not be written.
 */
export async function whileWriting<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = systemCode(error);
    if (NO_ROOM.has(code)) throw diskFull(path, error);
    if (NO_PERMISSION.has(code)) throw notWritable(path, error);
    throw error;
  }
}

/** Whether an error says that a place may not be written. */
export const isNoPermission = (error: unknown): boolean => NO_PERMISSION.has(systemCode(error));

/** The code of an error of the system, such as 'ENOENT'; '' for any other error. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** The path that an error of the system is about; '' for any other error. */
export function systemPath(error: unknown): string {
  return error instanceof Error && 'path' in error ? String(error.path) : '';
}

function notWritable(path: string, cause: unknown): HandfulError {
  return new HandfulError(
    'NOT_ALLOWED',
    `${path} may not be written.`,
    'Choose another place, such as a folder of your documents.',
    { cause },
  );
}
