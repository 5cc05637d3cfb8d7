import type { TrainedEncoder } from '../../learning/inference/representations.ts';
import type { RowFile } from '../ports/projectStore.ts';
import type { Runtime } from '../ports/runtime.ts';
import { encodeImages } from '../training/encodeImages.ts';
import type { ActivityHandle } from '../workbench/activities.ts';

/** Images that are encoded before their rows are written: no more than these are encoded again after a stop. */
const CHUNK = 1024;
/** Rows read at a time. */
const READ_ROWS = 4096;

export interface FeatureWork {
  readonly runtime: Runtime;
  readonly encoder: TrainedEncoder;
  readonly sizePx: number;
  readonly pixels: RowFile;
  /** Row i: float32 [D] of the image with index i. */
  readonly rows: RowFile;
  /** Images that are in the folder, ascending. */
  readonly imageIndices: Int32Array;
}

/**
 * Appends the features of all images that have pixels and no row yet. An image that is not in the folder gets NaN,
 * which says that it was not looked at: its pixels may be missing. Throws STOPPED; what was written is kept.
 */
export async function fillFeatureRows(work: FeatureWork, { signal, progress }: ActivityHandle): Promise<void> {
  const { runtime, encoder, sizePx, pixels, rows, imageIndices } = work;
  const dim = encoder.representationDim;
  for (let start = rows.rowCount; start < pixels.rowCount; start = rows.rowCount) {
    const end = Math.min(pixels.rowCount, start + CHUNK);
    const present = Array.from(imageIndices.filter((index) => index >= start && index < end));
    const onProgress = (done: number): void => progress(start + done, pixels.rowCount);
    const features = await encodeImages(runtime, encoder, pixels, sizePx, present, { onProgress, signal });
    await appendAt(rows, end, present, features, dim);
  }
}

/** Appends rows up to `end`: the given images have their features [images, D], those between them NaN. */
export async function appendAt(
  rows: RowFile,
  end: number,
  imageIndices: readonly number[],
  features: Float32Array,
  dim: number,
): Promise<void> {
  const start = rows.rowCount;
  const block = new Float32Array((end - start) * dim).fill(NaN);
  imageIndices.forEach((index, place) => {
    block.set(features.subarray(place * dim, (place + 1) * dim), (index - start) * dim);
  });
  await rows.append(new Uint8Array(block.buffer));
  await rows.flush();
}

/** The first of these images whose row [images, D] says that it was not looked at. */
export function firstUnseen(imageIndices: Int32Array, features: Float32Array, dim: number): number | undefined {
  return imageIndices.find((_, row) => Number.isNaN(features[row * dim]!));
}

/** Reads the rows of images, each scaled to length 1; a row of zeros stays one. [images, D] */
export async function readUnitRows(rows: RowFile, imageIndices: Int32Array, dim: number): Promise<Float32Array> {
  const features = new Float32Array(imageIndices.length * dim);
  for (let start = 0; start < imageIndices.length; start += READ_ROWS) {
    const indices = Array.from(imageIndices.subarray(start, start + READ_ROWS));
    const block = new Float32Array((await rows.read(indices)).buffer);
    scaleToUnit(block, dim);
    features.set(block, start * dim);
  }
  return features;
}

/** Infinities are left for the search of neighbours to report. */
function scaleToUnit(block: Float32Array, dim: number): void {
  for (let start = 0; start < block.length; start += dim) {
    let sum = 0;
    for (let entry = start; entry < start + dim; entry++) sum += block[entry]! ** 2;
    const scale = sum > 0 ? 1 / Math.sqrt(sum) : 0;
    for (let entry = start; entry < start + dim; entry++) block[entry]! *= scale;
  }
}
