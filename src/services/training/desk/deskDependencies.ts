import { HandfulError } from '../../../shared/errors.ts';
import type { StopSignal } from '../../../shared/stopSignal.ts';
import { createPreprocessing } from '../../exporting/preprocessing.ts';
import type { RowFile } from '../../ports/projectStore.ts';
import { importFolder } from '../../projects/importFolder.ts';
import { openPixelRows } from '../../projects/pixelRows.ts';
import type { Bench } from '../../workbench/bench.ts';
import type { TrainDependencies } from '../prepareTraining.ts';

/** What a training needs, from the bench of an open project. */
export function deskDependencies(
  bench: Bench,
  options: { readonly onProgress?: TrainDependencies['onProgress']; readonly signal?: StopSignal } = {},
): TrainDependencies {
  const { store, machine } = bench;
  return {
    runtime: machine.runtime,
    store,
    encoders: machine.encoders,
    onProgress: options.onProgress ?? (() => undefined),
    pixelsOf: (sizePx) => filledPixels(bench, sizePx, options.signal),
    ...(options.signal ? { signal: options.signal } : {}),
  };
}

/** Whether the pixels of all images are cached at this size. */
export async function hasPixels({ store }: Bench, sizePx: number): Promise<boolean> {
  const rows = await openPixelRows(store, sizePx);
  const { rowCount } = rows;
  await rows.close();
  return rowCount > lastIndex(store.images());
}

/** The pixels at a size that the project may not have been imported at. */
async function filledPixels(bench: Bench, sizePx: number, signal: StopSignal | undefined): Promise<RowFile> {
  const { store, machine } = bench;
  if (await hasPixels(bench, sizePx)) return openPixelRows(store, sizePx);
  if (bench.activities.list().some(({ kind }) => kind === 'import')) {
    throw new HandfulError('TRAINING_BUSY', 'The images are still being imported.', 'Start when that has finished.');
  }
  await bench.activities.run({ kind: 'import', title: `Reading the images at ${sizePx} pixels` }, async (handle) =>
    importFolder({
      store,
      folder: bench.folder(),
      preprocessing: await createPreprocessing(machine.runtime, sizePx),
      concurrency: machine.concurrency,
      onProgress: ({ done, total }) => handle.progress(done, total),
      signal: {
        get aborted() {
          return handle.signal.aborted || signal?.aborted === true;
        },
      },
    }),
  );
  return openPixelRows(store, sizePx);
}

function lastIndex(images: readonly { readonly index: number }[]): number {
  return images.reduce((last, { index }) => Math.max(last, index), -1);
}
