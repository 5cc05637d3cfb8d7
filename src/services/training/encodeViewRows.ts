import { encodeModel } from '../../engine/onnx/write.ts';
import { viewRepresentationsGraph } from '../../learning/inference/representations.ts';
import type { ImageRecord } from '../../shared/domain/records.ts';
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
 * Encodes augmented views of every image with the encoder as it is. Row i of the result is the image with index i,
 * float32 [CACHED_VIEW_COUNT, D]; indices without an image get zeros.
 */
export async function encodeViewRows(
  { runtime, store, onProgress, signal }: TrainDependencies,
  images: readonly ImageRecord[],
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
    for (let start = 0; start < images.length; start += IMAGES_PER_BATCH) {
      throwIfStopped(signal, 'Looking at the images', 'Start the training again; labels and images are kept.');
      const batch = images.slice(start, start + IMAGES_PER_BATCH);
      const requests = batch.flatMap(({ index }) =>
        Array.from({ length: CACHED_VIEW_COUNT }, (_, viewIndex) => ({
          imageIndex: index,
          kind: 'global' as const,
          viewIndex,
        })),
      );
      const data = await source.load(requests, [0]);
      const views = { type: 'float32' as const, shape: [requests.length, 3, sizePx, sizePx], data };
      const { representations } = await session.run({ views });
      await appendRows(rows, batch, (await takeData(representations!)) as Float32Array);
      onProgress('Looking at the images', start + batch.length, images.length, '');
    }
    return rows;
  } finally {
    await session.release();
  }
}

/** Keeps row i for image i where indices have gaps. */
async function appendRows(rows: RowFile, batch: readonly ImageRecord[], data: Float32Array): Promise<void> {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  for (const [position, { index }] of batch.entries()) {
    const gap = index - rows.rowCount;
    if (gap > 0) await rows.append(new Uint8Array(gap * rows.rowBytes));
    await rows.append(bytes.slice(position * rows.rowBytes, (position + 1) * rows.rowBytes));
  }
}
