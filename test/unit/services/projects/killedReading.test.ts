import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';

import { openImageFolder } from '../../../../src/platform/node/images/imageFolder.ts';
import { createProject, openProject } from '../../../../src/platform/node/projectStore/openProject.ts';
import { importFolder } from '../../../../src/services/projects/importFolder.ts';
import { openPixelRows } from '../../../../src/services/projects/pixelRows.ts';
import { glimpsedImages, readInFull } from '../../../../src/services/projects/readInFull.ts';
import { temporaryFolder } from '../../platform/node/temporaryFolder.ts';
import { averageColour } from './averageColour.ts';

const IMAGE_COUNT = 20;
const { sizePx } = averageColour;

it('goes on with reading every pixel after a SIGKILL', async () => {
  const folder = temporaryFolder();
  for (let i = 0; i < IMAGE_COUNT; i++) {
    const photo = sharp({
      create: { width: 16, height: 16, channels: 3, background: { r: 10 * i, g: 10 * i, b: 10 * i } },
    });
    await photo.jpeg({ quality: 100 }).toFile(join(folder, `${String(i).padStart(2, '0')}.jpg`));
  }
  const path = join(temporaryFolder(), 'p.handful');
  const made = await createProject(path, folder);
  const work = { folder: openImageFolder(folder), preprocessing: averageColour, concurrency: 2 };
  await importFolder({ ...work, store: made });
  made.close();
  const script = join(import.meta.dirname, 'readInFull.process.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, path], { stdio: 'inherit' });
  expect(await once(child, 'close')).toEqual([null, 'SIGKILL']);

  const store = await openProject(path);
  expect(await glimpsedImages(store, sizePx)).toHaveLength(IMAGE_COUNT - 8);
  await readInFull({ ...work, store });
  expect(await glimpsedImages(store, sizePx)).toEqual([]);
  const rows = await openPixelRows(store, sizePx);
  const bytes = await rows.read(store.images().map(({ index }) => index));
  for (let i = 0; i < IMAGE_COUNT; i++) expect(bytes[i * rows.rowBytes]).toBe(10 * i);
  await rows.close();
  store.close();
});
