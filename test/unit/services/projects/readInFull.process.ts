/** A process that reads a project's images in full and kills itself when it comes to the third window. */
import { openImageFolder } from '../../../../src/platform/node/images/imageFolder.ts';
import { openProject } from '../../../../src/platform/node/projectStore/openProject.ts';
import { readInFull } from '../../../../src/services/projects/readInFull.ts';
import { averageColour } from './averageColour.ts';

const store = await openProject(process.argv[2]!);
let windowCount = 0;
await readInFull({
  store,
  folder: openImageFolder(store.folder),
  concurrency: 2,
  windowSize: 4,
  preprocessing: {
    ...averageColour,
    preprocess(images) {
      windowCount++;
      if (windowCount === 3) process.kill(process.pid, 'SIGKILL');
      return averageColour.preprocess(images);
    },
  },
});
