/** A process that imports a project's folder and prints how many files are done, until it is killed. */
import { writeSync } from 'node:fs';

import { openImageFolder } from '../../../../src/platform/node/images/imageFolder.ts';
import { openProject } from '../../../../src/platform/node/projectStore/openProject.ts';
import { importFolder } from '../../../../src/services/projects/importFolder.ts';
import { averageColour } from './averageColour.ts';

const store = await openProject(process.argv[2]!);
let printed = 0;
await importFolder({
  store,
  folder: openImageFolder(store.folder),
  concurrency: 2,
  onProgress: ({ done }) => writeSync(1, `${(printed = done)}\n`),
  preprocessing: {
    ...averageColour,
    // Slow, so that the kill comes in time.
    preprocess: (images) =>
      new Promise((resolve) => setTimeout(() => resolve(averageColour.preprocess(images)), printed > 100 ? 300 : 0)),
  },
});
