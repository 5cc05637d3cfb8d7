import { statSync } from 'node:fs';
import { mkdir, readdir, rm, rmdir } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

import type { OutputFolder, Outputs } from '../../../services/ports/outputs.ts';
import { HandfulError } from '../../../shared/errors.ts';
import { isWithin, realPlace } from './allowedPlaces.ts';
import { whileWriting } from './diskErrors.ts';
import { draftAt } from './draft.ts';
import { freeName } from './freeName.ts';
import { makeFolder } from './makeFolder.ts';
import { putInPlace, requireReplaceable } from './replaceResults.ts';

/** Holds results until they are complete; inside the folder, so that they are put into place by renaming. */
const DRAFT_NAME = '.handful-draft';

export const outputs: Outputs = {
  open(folder, untouched) {
    const root = resolve(folder);
    const holder = untouched.find((place) => isWithin(realPlace(place), realPlace(root)));
    if (holder !== undefined) throw staysUntouched(root, holder);
    if (statSync(root, { throwIfNoEntry: false })?.isDirectory() === false) {
      throw new HandfulError('ALREADY_THERE', `${root} is a file, not a folder.`, 'Choose a folder.');
    }
    return folderAt(root);
  },
};

function folderAt(root: string): OutputFolder {
  return {
    root,
    freeName: (name) => basename(freeName(root, name)),
    async put(options, work) {
      await requireReplaceable(root, options);
      return whileWriting(root, async () => {
        const firstMade = await makeFolder(root);
        const draftRoot = join(root, DRAFT_NAME);
        try {
          await rm(draftRoot, { recursive: true, force: true });
          const made = join(draftRoot, 'made');
          await mkdir(made, { recursive: true });
          await work(draftAt(made));
          return await putInPlace(made, root, join(draftRoot, 'replaced'));
        } finally {
          await rm(draftRoot, { recursive: true, force: true });
          if (firstMade !== undefined) await removeEmpty(root, dirname(firstMade));
        }
      });
    },
  };
}

/** Removes a folder and those around it, up to `end`, as long as there is nothing in them. */
async function removeEmpty(folder: string, end: string): Promise<void> {
  for (let place = folder; place !== end && (await readdir(place)).length === 0; place = dirname(place)) {
    await rmdir(place);
  }
}

function staysUntouched(root: string, holder: string): HandfulError {
  return new HandfulError(
    'NOT_ALLOWED',
    `${root} lies in ${holder}, and nothing is written there.`,
    'Choose a folder outside of the images and of the project.',
  );
}
