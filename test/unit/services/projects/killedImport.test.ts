import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';

import { openImageFolder } from '../../../../src/platform/node/images/imageFolder.ts';
import { createProject, openProject } from '../../../../src/platform/node/projectStore/openProject.ts';
import { importFolder } from '../../../../src/services/projects/importFolder.ts';
import { openPixelRows } from '../../../../src/services/projects/pixelRows.ts';
import { temporaryFolder } from '../../platform/node/temporaryFolder.ts';
import { averageColour } from './averageColour.ts';
import { writeFlat } from './flatImages.ts';

const IMAGE_COUNT = 60;
/** How many images three windows of eight leave behind, by the stage at which the third is cut off. */
const KEPT = { 'images are decoded': 16, 'rows are written': 16, 'images are registered': 24 };

it.each(Object.entries(KEPT))('continues after a SIGKILL when %s', async (stage, keptCount) => {
  const folder = temporaryFolder();
  const path = join(temporaryFolder(), 'p.handful');
  for (let i = 0; i < IMAGE_COUNT; i++) await writeFlat(folder, `${String(i).padStart(2, '0')}.png`, i + 1);
  (await createProject(path, folder)).close();
  const script = join(import.meta.dirname, 'import.process.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, path, stage], { stdio: 'inherit' });
  expect(await once(child, 'close')).toEqual([null, 'SIGKILL']);

  const store = await openProject(path);
  expect(store.images()).toHaveLength(keptCount);
  const work = { store, folder: openImageFolder(folder), preprocessing: averageColour, concurrency: 2 };
  expect(await importFolder(work)).toMatchObject({ imageCount: IMAGE_COUNT, newCount: IMAGE_COUNT - keptCount });
  const rows = await openPixelRows(store, averageColour.sizePx);
  const images = store.images();
  const bytes = await rows.read(images.map((image) => image.index));
  const wrong = images.filter((image, i) => bytes[i * rows.rowBytes] !== Number(image.path.slice(0, 2)) + 1);
  expect([rows.rowCount, wrong]).toEqual([IMAGE_COUNT, []]);
  await rows.close();
  store.close();
});
