/** A process that imports a project's folder and kills itself in the third window, at the stage it is told. */
import { openImageFolder } from '../../../../src/platform/node/images/imageFolder.ts';
import { openProject } from '../../../../src/platform/node/projectStore/openProject.ts';
import { importFolder } from '../../../../src/services/projects/importFolder.ts';
import { averageColour } from './averageColour.ts';

const [path, stage] = process.argv.slice(2);
const store = await openProject(path!);
let windowCount = 0;

function dieAt(here: string): void {
  if (windowCount === 3 && stage === here) process.kill(process.pid, 'SIGKILL');
}

await importFolder({
  folder: openImageFolder(store.folder),
  concurrency: 2,
  windowSize: 8,
  store: {
    ...store,
    addImages(images) {
      dieAt('rows are written');
      const records = store.addImages(images);
      dieAt('images are registered');
      return records;
    },
  },
  preprocessing: {
    ...averageColour,
    preprocess(images) {
      windowCount++;
      dieAt('images are decoded');
      return averageColour.preprocess(images);
    },
  },
});
