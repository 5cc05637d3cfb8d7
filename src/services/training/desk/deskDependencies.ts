import { HandfulError } from '../../../shared/errors.ts';
import { eitherOf, type StopSignal } from '../../../shared/stopSignal.ts';
import { createPreprocessing } from '../../exporting/preprocessing.ts';
import { importFolder } from '../../projects/importFolder.ts';
import { openExactPixelRows } from '../../projects/readInFull.ts';
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
    pixelsOf: (sizePx) =>
      openExactPixelRows(store, sizePx, {
        missing: () => readAt(bench, sizePx, options.signal),
        glimpsed: () => bench.fullReader.finish(sizePx, options.signal),
      }),
    ...(options.signal ? { signal: options.signal } : {}),
  };
}

/** Imports the images again, at a size that the project was not imported at. */
async function readAt(bench: Bench, sizePx: number, signal: StopSignal | undefined): Promise<void> {
  const { store, machine } = bench;
  if (bench.activities.list().some(({ kind }) => kind === 'import')) {
    throw new HandfulError('TRAINING_BUSY', 'The images are still being imported.', 'Start when that has finished.');
  }
  await bench.activities.run({ kind: 'import', title: `Reading the images at ${sizePx} pixels` }, async (handle) =>
    importFolder({
      store,
      folder: bench.folder(),
      preprocessing: await createPreprocessing(machine.runtime, sizePx),
      concurrency: machine.concurrency,
      care: 'everyPixel',
      onProgress: ({ done, total }) => handle.progress(done, total),
      signal: eitherOf(handle.signal, signal),
    }),
  );
}
