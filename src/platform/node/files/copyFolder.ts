import { copyFile, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { CopyOptions } from '../../../services/ports/places.ts';
import { throwIfStopped } from '../../../shared/stopSignal.ts';
import { whileWriting } from './diskErrors.ts';
import { makeFolder } from './makeFolder.ts';
import { PARTIAL_SUFFIX } from './writeWhole.ts';

/**
 * Copies the files directly in `source` to `target`, which is not there yet: all of them, or, when anything goes
 * wrong, none. Throws STOPPED, DISK_FULL, NOT_ALLOWED.
 */
export async function copyFolder(source: string, target: string, { signal, onProgress }: CopyOptions): Promise<void> {
  const partial = target + PARTIAL_SUFFIX;
  const names = await readdir(source);
  try {
    await whileWriting(target, async () => {
      await makeFolder(partial);
      for (const [done, name] of names.entries()) {
        throwIfStopped(signal, 'Copying the pictures', 'Start it again.');
        await copyFile(join(source, name), join(partial, name));
        onProgress?.(done + 1, names.length);
      }
      await rename(partial, target);
    });
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
}
