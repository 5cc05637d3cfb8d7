import type { Preprocessing } from '../../../../src/services/ports/images.ts';

/** A stand-in for the graph: fills each row with the average colour of its image, so a row tells its image. */
export function averageColourAt(sizePx: number): Preprocessing {
  const rowBytes = sizePx * sizePx * 3;
  return {
    sizePx,
    preprocess(images) {
      const rows = new Uint8Array(images.length * rowBytes);
      for (const [i, { pixels }] of images.entries()) {
        const sums = [0, 0, 0];
        for (let k = 0; k < pixels.length; k++) sums[k % 3]! += pixels[k]!;
        for (let k = 0; k < rowBytes; k++) rows[i * rowBytes + k] = Math.round((3 * sums[k % 3]!) / pixels.length);
      }
      return Promise.resolve(rows);
    },
  };
}

export const averageColour = averageColourAt(2);
