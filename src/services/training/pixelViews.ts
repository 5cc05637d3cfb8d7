import { augmentBatch } from '../../learning/augmentations/augmentBatch.ts';
import type { AugmentationPolicy } from '../../learning/augmentations/policy.ts';
import type { RowFile } from '../ports/projectStore.ts';
import type { ViewRequest, ViewSource } from './viewSource.ts';

export interface PixelViewSettings {
  /** uint8 rows [S, S, 3]. */
  readonly pixels: RowFile;
  readonly sizePx: number;
  readonly localSizePx: number;
  readonly policy: AugmentationPolicy;
  readonly seed: number;
}

/** Views of cached pixels, augmented anew every time. */
export function pixelViews({ pixels, sizePx, localSizePx, policy, seed }: PixelViewSettings): ViewSource {
  return {
    viewShape: [3, sizePx, sizePx],
    localViewShape: [3, localSizePx, localSizePx],
    async load(requests, keys) {
      const { rows, rowOf } = await readOnce(pixels, requests);
      const outSizePx = requests[0]?.kind === 'local' ? localSizePx : sizePx;
      const data = new Float32Array(requests.length * 3 * outSizePx * outSizePx);
      const views = requests.map((request) => ({ ...request, row: rowOf.get(request.imageIndex)! }));
      augmentBatch(policy, { pixels: rows, sizePx }, views, [seed, ...keys], { data, offset: 0, sizePx: outSizePx });
      return data;
    },
  };
}

/** Reads each image that is asked for once, however many views it gives. */
async function readOnce(pixels: RowFile, requests: readonly ViewRequest[]) {
  const images = [...new Set(requests.map((request) => request.imageIndex))];
  const rows = await pixels.read(images);
  return { rows, rowOf: new Map(images.map((imageIndex, row) => [imageIndex, row])) };
}
