import { encodeModel } from '../../engine/onnx/write.ts';
import { viewRepresentationsGraph } from '../../learning/inference/representations.ts';
import { throwIfStopped } from '../../shared/stopSignal.ts';
import type { LoadedEncoder } from '../encoders/loadEncoder.ts';
import type { RowFile } from '../ports/projectStore.ts';
import { takeData } from '../ports/takeData.ts';
import type { TrainDependencies } from './prepareTraining.ts';
import type { ViewSource } from './viewSource.ts';

/** Views of each image that are encoded: two make a pair, four make six. */
export const CACHED_VIEW_COUNT = 4;
const IMAGES_PER_BATCH = 16;

/**
 * Encodes augmented views of images with the encoder as it is: a row for each, in their order, float32
 * [CACHED_VIEW_COUNT, D].
 */
export async function encodeViewRows(
  { runtime, store, onProgress, signal }: TrainDependencies,
  imageIndices: readonly number[],
  encoder: LoadedEncoder,
  source: ViewSource,
): Promise<RowFile> {
  const rows = await store.openRows('view-representations', CACHED_VIEW_COUNT * encoder.representationDim * 4);
  await rows.truncate(0);
  const sizePx = source.viewShape[1]!;
  const session = await runtime.createSession(
    encodeModel(viewRepresentationsGraph({ ...encoder, weights: new Map() }, sizePx)),
  );
  try {
    for (let start = 0; start < imageIndices.length; start += IMAGES_PER_BATCH) {
      throwIfStopped(signal, 'Looking at the images', 'Start the training again; labels and images are kept.');
      const batch = imageIndices.slice(start, start + IMAGES_PER_BATCH);
      const requests = batch.flatMap((imageIndex) =>
        Array.from({ length: CACHED_VIEW_COUNT }, (_, viewIndex) => ({
          imageIndex,
          kind: 'global' as const,
          viewIndex,
        })),
      );
      const data = await source.load(requests, [0]);
      const views = { type: 'float32' as const, shape: [requests.length, 3, sizePx, sizePx], data };
      const { representations } = await session.run({ views });
      const { buffer, byteOffset, byteLength } = (await takeData(representations!)) as Float32Array;
      await rows.append(new Uint8Array(buffer, byteOffset, byteLength));
      onProgress('Looking at the images', start + batch.length, imageIndices.length, '');
    }
    return rows;
  } finally {
    await session.release();
  }
}
