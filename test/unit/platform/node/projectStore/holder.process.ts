/** A process that opens a project and holds it, or labels image after image, until it is killed. */
import { writeSync } from 'node:fs';

import { openProject } from '../../../../../src/platform/node/projectStore/openProject.ts';
import { LabelBook } from '../../../../../src/services/labeling/labelBook.ts';

const [path, work] = process.argv.slice(2);
const store = await openProject(path!);
if (work === 'label') {
  const book = new LabelBook({ store, images: () => store.images() });
  for (let imageIndex = 0; imageIndex < 2000; imageIndex++) {
    book.assign([imageIndex], 'cat', { source: 'human', origin: 'test' });
    writeSync(1, `${imageIndex}\n`);
  }
} else writeSync(1, 'held\n');
setInterval(() => undefined, 1000);
