import type { RowFile } from '../ports/projectStore.ts';
import { randomGenerator } from '../../learning/random/randomGenerator.ts';
import type { ViewSource } from './viewSource.ts';

/**
 * Views that were encoded once: a row for each of the images, in their order, with the representations of `viewCount`
 * of its views, float32 [viewCount, D]. A step takes one of them at random for each view, so that only the heads need
 * training.
 */
export function cachedViews(
  rows: RowFile,
  imageIndices: readonly number[],
  { viewCount, representationDim, seed }: { viewCount: number; representationDim: number; seed: number },
): ViewSource {
  const rowOf = new Map(imageIndices.map((imageIndex, row) => [imageIndex, row]));
  return {
    viewShape: [representationDim],
    localViewShape: [representationDim],
    async load(requests, keys) {
      const bytes = await rows.read(requests.map(({ imageIndex }) => rowOf.get(imageIndex)!));
      const all = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
      const data = new Float32Array(requests.length * representationDim);
      requests.forEach(({ imageIndex, viewIndex }, index) => {
        const view = drawView(viewCount, viewIndex, [seed, ...keys, imageIndex]);
        const start = (index * viewCount + view) * representationDim;
        data.set(all.subarray(start, start + representationDim), index * representationDim);
      });
      return data;
    },
  };
}

/** A different cached view for each view index of a step, as long as there are enough. */
function drawView(viewCount: number, viewIndex: number, keys: readonly number[]): number {
  const first = Math.floor(randomGenerator(...keys)() * viewCount);
  return (first + viewIndex) % viewCount;
}
