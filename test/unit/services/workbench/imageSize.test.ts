import { expect, it } from 'vitest';
import { suggestImageSize } from '../../../../src/services/projects/suggestImageSize.ts';
import { rememberedImageSize } from '../../../../src/services/workbench/imageSize.ts';
import { writeFlat } from '../projects/flatImages.ts';
import { importBench } from '../projects/importBench.ts';

it('is decided once, whoever asks while that is under way, and stays when the images change', async () => {
  const { store, images, folder } = await importBench();
  for (const name of ['a.png', 'b.png']) await writeFlat(folder, name, 50, 300, 300);
  const bench = { store, folder: () => images };
  const imageSizePx = rememberedImageSize(bench);
  const [first, second] = await Promise.all([imageSizePx(), imageSizePx()]);
  for (const name of ['a.png', 'b.png']) await writeFlat(folder, name, 50, 8, 8);
  expect([second, await rememberedImageSize(bench)()]).toEqual([first, first]);
  expect(await suggestImageSize(images)).not.toBe(first);
});

it('is decided when the folder is there again', async () => {
  const { store, images, folder } = await importBench();
  await writeFlat(folder, 'a.png', 50);
  let isAway = true;
  const imageSizePx = rememberedImageSize({
    store,
    folder() {
      if (isAway) throw new Error('it is away');
      return images;
    },
  });
  await expect(imageSizePx()).rejects.toThrow('it is away');
  isAway = false;
  expect(await imageSizePx()).toBeGreaterThan(0);
});
