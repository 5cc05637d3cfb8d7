import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';

import { setLabel } from '../../../../src/services/labeling/setLabels.ts';
import { writeFlat } from './flatImages.ts';
import { importBench } from './importBench.ts';
import type { ImportBench } from './importBench.ts';

let bench: ImportBench;

beforeEach(async () => {
  bench = await importBench();
  writeFileSync(join(bench.folder, '00.txt'), 'no image');
  for (let i = 1; i <= 10; i++) await writeFlat(bench.folder, `${String(i).padStart(2, '0')}.png`, i);
});

const label = (index: number) => setLabel(bench.store, index, `image ${index}`, { source: 'human', origin: 'test' });

it('tells of images window by window, and they can be labelled at once', async () => {
  const told: number[] = [];
  const report = await bench.run({
    windowSize: 4,
    onCommitted(images) {
      expect(bench.store.images().slice(-images.length)).toEqual(images);
      for (const { index } of images) {
        told.push(index);
        label(index);
      }
    },
  });
  expect(report).toMatchObject({ imageCount: 10, newCount: 10 });
  expect(told).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(bench.store.labels().map(({ imageIndex, className }) => [imageIndex, className])).toEqual(
    told.map((index) => [index, `image ${index}`]),
  );
  expect((await bench.cached()).map(([, grey]) => grey)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

it('keeps images, labels and the list of skipped files when it is stopped in the middle', async () => {
  const signal = { aborted: false };
  const stopped = bench.run({
    windowSize: 4,
    concurrency: 1,
    signal,
    onCommitted(images) {
      label(images[0]!.index);
      signal.aborted = true;
    },
  });
  await expect(stopped).rejects.toMatchObject({ code: 'STOPPED' });
  const kept = bench.store.images().length;
  expect(kept).toBeGreaterThanOrEqual(4);
  expect(kept).toBeLessThan(10);
  expect(bench.store.labels()[0]).toMatchObject({ imageIndex: 0, className: 'image 0' });
  expect(bench.store.skipped().map(({ path }) => path)).toEqual(['00.txt']);
  expect(await bench.run()).toMatchObject({ imageCount: 10, newCount: 10 - kept });
  expect(bench.store.labels()[0]).toMatchObject({ imageIndex: 0, className: 'image 0' });
});
