import { takeRows } from '../../learning/classifiers/takeRows.ts';
import type { TrainedEncoder } from '../../learning/inference/representations.ts';
import type { RowFile } from '../ports/projectStore.ts';
import type { Runtime } from '../ports/runtime.ts';
import { encodeImages } from '../training/encodeImages.ts';
import type { ActivityHandle } from '../workbench/activities.ts';

/** Images that are encoded before their rows are written: no more than these are encoded again after a stop. */
const CHUNK = 1024;
/** Rows read at a time. */
const READ_ROWS = 4096;

/** Some images, ascending, and their features. */
export interface SeenImages {
  readonly imageIndices: Int32Array;
  /** [images, D] */
  readonly features: Float32Array;
}

/** What it takes to look at images. */
export interface Look {
  readonly encoder: TrainedEncoder;
  readonly sizePx: number;
  readonly pixels: RowFile;
}

export interface FeatureWork extends Look {
  readonly runtime: Runtime;
  /** Row i: float32 [D] of the image with index i. */
  readonly rows: RowFile;
  /** Those that were looked at: their features are kept. */
  readonly seen: SeenImages;
  /** Images that are in the folder and were not looked at, ascending, at least one of them with pixels. */
  readonly unseen: Int32Array;
}

/**
 * Looks at all unseen images that have pixels, and writes their rows and, since rows can only be appended, those that
 * follow the first of them again. An image that is not in the folder gets NaN, which says that it was not looked at:
 * its pixels may be missing. Throws STOPPED; what was written is kept.
 */
export async function fillFeatureRows(work: FeatureWork, { signal, progress }: ActivityHandle): Promise<void> {
  const { runtime, encoder, sizePx, pixels, rows, seen, unseen } = work;
  const total = placeOf(unseen, pixels.rowCount);
  let doneCount = 0;
  await rows.truncate(unseen[0]!);
  while (rows.rowCount < pixels.rowCount) {
    const end = Math.min(pixels.rowCount, rows.rowCount + CHUNK);
    const wanted = unseen.subarray(doneCount, placeOf(unseen, end));
    const onProgress = (done: number): void => progress(doneCount + done, total);
    const features =
      wanted.length > 0
        ? await encodeImages(runtime, encoder, pixels, sizePx, Array.from(wanted), { onProgress, signal })
        : new Float32Array();
    const dim = encoder.representationDim;
    await appendUpTo(rows, end, [between(seen, rows.rowCount, end, dim), { imageIndices: wanted, features }], dim);
    doneCount += wanted.length;
  }
}

/** Appends rows up to `end`: the given images have their features, those between them NaN. */
export async function appendUpTo(rows: RowFile, end: number, given: readonly SeenImages[], dim: number): Promise<void> {
  const start = rows.rowCount;
  const block = new Float32Array((end - start) * dim).fill(NaN);
  for (const { imageIndices, features } of given) {
    imageIndices.forEach((index, place) => {
      block.set(features.subarray(place * dim, (place + 1) * dim), (index - start) * dim);
    });
  }
  await rows.append(new Uint8Array(block.buffer));
  await rows.flush();
}

/** Those with indices from `start` up to, and without, `end`. */
function between({ imageIndices, features }: SeenImages, start: number, end: number, dim: number): SeenImages {
  const [from, to] = [placeOf(imageIndices, start), placeOf(imageIndices, end)];
  return { imageIndices: imageIndices.subarray(from, to), features: features.subarray(from * dim, to * dim) };
}

/** How many of these ascending indices are below `end`. */
function placeOf(imageIndices: Int32Array, end: number): number {
  const place = imageIndices.findIndex((index) => index >= end);
  return place < 0 ? imageIndices.length : place;
}

/** Those of these images, ascending, that were looked at, with rows of length 1; a row of zeros stays one. */
export async function readSeen(rows: RowFile, imageIndices: Int32Array, dim: number): Promise<SeenImages> {
  const reached = imageIndices.subarray(0, placeOf(imageIndices, rows.rowCount));
  const features = await readUnitRows(rows, reached, dim);
  const isSeen = (_: number, row: number): boolean => !Number.isNaN(features[row * dim]!);
  if (reached.every(isSeen)) return { imageIndices: reached, features };
  const kept = Int32Array.from(reached.keys()).filter((row) => isSeen(0, row));
  return { imageIndices: kept.map((row) => reached[row]!), features: takeRows(features, kept, dim) };
}

/** Rows of images, each scaled to length 1; a row of zeros stays one. [images, D] */
async function readUnitRows(rows: RowFile, imageIndices: Int32Array, dim: number): Promise<Float32Array> {
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
