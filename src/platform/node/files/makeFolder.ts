import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

import { systemCode } from './diskErrors.ts';

/**
 * Makes a folder with all that it lies in, and returns the first that was not there, if any. Rejects with the system's
 * error; Node's own way says ENOENT for a disk that is read-only.
 */
export async function makeFolder(path: string): Promise<string | undefined> {
  try {
    await mkdir(path);
    return path;
  } catch (error) {
    if (systemCode(error) === 'EEXIST' && (await stat(path)).isDirectory()) return undefined;
    if (systemCode(error) !== 'ENOENT' || dirname(path) === path) throw error;
  }
  const firstMade = await makeFolder(dirname(path));
  await mkdir(path);
  return firstMade ?? path;
}
