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

const IMAGE_COUNT = 600;

it('continues after a SIGKILL, with every image and its row', async () => {
  const folder = temporaryFolder();
  const path = join(temporaryFolder(), 'p.handful');
  for (let i = 0; i < IMAGE_COUNT; i++) await writeFlat(folder, `${String(i).padStart(4, '0')}.png`, 1 + (i % 250));
  (await createProject(path, folder)).close();
  const script = join(import.meta.dirname, 'importProcess.ts');
  // Killed once within the first window and once within a later one.
  for (const killAfter of [100, 300]) {
    const child = spawn(process.execPath, ['--import', 'tsx', script, path], { stdio: ['ignore', 'pipe', 'inherit'] });
    child.stdout.on('data', (piece: Buffer) => {
      if (
        piece
          .toString()
          .trim()
          .split('\n')
          .some((done) => Number(done) >= killAfter)
      )
        child.kill('SIGKILL');
    });
    const [, killedBy] = (await once(child, 'close')) as [number, string];
    expect(killedBy).toBe('SIGKILL');
  }
  const store = await openProject(path);
  expect(store.images().length).toBeLessThan(IMAGE_COUNT);
  const work = { store, folder: openImageFolder(folder), preprocessing: averageColour, concurrency: 2 };
  expect(await importFolder(work)).toMatchObject({ imageCount: IMAGE_COUNT, skipped: [] });
  const rows = await openPixelRows(store, averageColour.sizePx);
  const images = store.images();
  const bytes = await rows.read(images.map((image) => image.index));
  const wrong = images.filter((image, i) => bytes[i * rows.rowBytes] !== 1 + (Number(image.path.slice(0, 4)) % 250));
  expect([rows.rowCount, wrong]).toEqual([IMAGE_COUNT, []]);
  await rows.close();
  store.close();
});
