import type { Preprocessing } from '../../../../src/services/ports/images.ts';

/** A stand-in for the graph: fills each row with the average colour of its image, so a row tells its image. */
export const averageColour: Preprocessing = {
  sizePx: 2,
  preprocess(images) {
    const rows = new Uint8Array(images.length * 12);
    for (const [i, { pixels }] of images.entries()) {
      const sums = [0, 0, 0];
      for (let k = 0; k < pixels.length; k++) sums[k % 3]! += pixels[k]!;
      for (let k = 0; k < 12; k++) rows[i * 12 + k] = Math.round((3 * sums[k % 3]!) / pixels.length);
    }
    return Promise.resolve(rows);
  },
};
