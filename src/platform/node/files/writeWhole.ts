import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

import { whileWriting } from './diskErrors.ts';

/** What a file is called until it is whole. */
export const PARTIAL_SUFFIX = '.partial';

/**
 * Writes a file so that, whatever happens and whenever, `path` holds either what it held before or all of `bytes`.
 * On disk when it returns. Throws DISK_FULL, NOT_ALLOWED.
 */
export async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const partial = path + PARTIAL_SUFFIX;
  try {
    await whileWriting(path, () => writeSynced(partial, bytes));
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

async function writeSynced(path: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(path, 'w');
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Puts renames in a folder on disk. Windows does so by itself and does not open folders. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
