import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import type { Draft } from '../../../services/ports/outputs.ts';
import { ImageUnreadableError } from '../../../shared/errors.ts';
import { systemReason } from '../images/systemReason.ts';
import { copyChecked } from './copyChecked.ts';
import { systemPath } from './diskErrors.ts';
import { writeWhole } from './writeWhole.ts';

/** A draft that is kept in a folder. */
export function draftAt(root: string): Draft {
  const made = new Set<string>();
  const placeFor = async (path: string): Promise<string> => {
    const target = join(root, path);
    const folder = dirname(target);
    if (!made.has(folder)) await mkdir(folder, { recursive: true });
    made.add(folder);
    return target;
  };
  return {
    write: async (path, bytes) => writeWhole(await placeFor(path), bytes),
    async copy(source, path, contentHash) {
      const target = await placeFor(path);
      return copyChecked(source, target, contentHash).catch((error: unknown) => {
        // Two files take part: only what is wrong with the first one is a matter of this image alone.
        if (systemPath(error) !== source) throw error;
        throw new ImageUnreadableError(source, systemReason(error, source), { cause: error });
      });
    },
  };
}
