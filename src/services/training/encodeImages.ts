import { encodeModel } from '../../engine/onnx/write.ts';
import { representationsGraph, type TrainedEncoder } from '../../learning/inference/representations.ts';
import { throwIfStopped, type StopSignal } from '../../shared/stopSignal.ts';
import type { RowFile } from '../ports/projectStore.ts';
import type { Runtime } from '../ports/runtime.ts';
import { takeData } from '../ports/takeData.ts';

/** Images encoded together: enough to keep the cores busy, few enough that activations stay small. */
const ENCODE_BATCH = 64;

export interface EncodeProgress {
  (done: number, total: number): void;
}

/** Representations [images, D], row-major, of the given images without augmentation. */
export async function encodeImages(
  runtime: Runtime,
  encoder: TrainedEncoder,
  pixels: RowFile,
  sizePx: number,
  imageIndices: readonly number[],
  options: { readonly onProgress?: EncodeProgress; readonly signal?: StopSignal } = {},
): Promise<Float32Array> {
  const { representationDim } = encoder;
  const features = new Float32Array(imageIndices.length * representationDim);
  const session = await runtime.createSession(encodeModel(representationsGraph(encoder, sizePx)));
  try {
    for (let start = 0; start < imageIndices.length; start += ENCODE_BATCH) {
      throwIfStopped(options.signal, 'Looking at the images', 'Start again; nothing is lost.');
      const rows = imageIndices.slice(start, start + ENCODE_BATCH);
      const data = await pixels.read(rows);
      const { representations } = await session.run({
        pixels: { type: 'uint8', shape: [rows.length, sizePx, sizePx, 3], data },
      });
      features.set((await takeData(representations!)) as Float32Array, start * representationDim);
      options.onProgress?.(start + rows.length, imageIndices.length);
    }
    return features;
  } finally {
    await session.release();
  }
}
