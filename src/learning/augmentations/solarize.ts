import { between, type Augmentation, type Range } from './view.ts';

/** Inverts every value at or above a random threshold (arXiv 1805.09501, table 6). */
export function solarize(threshold: Range): Augmentation {
  return ({ data, offset, sizePx }, random) => {
    const from = between(random, threshold);
    const end = offset + 3 * sizePx * sizePx;
    for (let index = offset; index < end; index++) {
      if (data[index]! >= from) data[index] = 1 - data[index]!;
    }
  };
}
