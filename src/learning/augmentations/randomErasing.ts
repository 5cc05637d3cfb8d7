import { between, type Augmentation, type Range } from './view.ts';

export interface RandomErasingSettings {
  /** Area of the rectangle as a fraction of the view. */
  readonly scale: Range;
  /** Width over height of the rectangle. */
  readonly ratio: Range;
}

/** Covers a random rectangle with one random color (arXiv 1708.04896, algorithm 1). */
export function randomErasing({ scale, ratio }: RandomErasingSettings): Augmentation {
  return ({ data, offset, sizePx }, random) => {
    const side = sizePx * Math.sqrt(between(random, scale));
    const aspect = Math.exp(0.5 * between(random, [Math.log(ratio[0]), Math.log(ratio[1])]));
    const width = Math.min(sizePx, Math.round(side * aspect));
    const height = Math.min(sizePx, Math.round(side / aspect));
    const left = Math.floor(random() * (sizePx - width + 1));
    const top = Math.floor(random() * (sizePx - height + 1));
    for (let channel = 0; channel < 3; channel++) {
      const value = random();
      for (let row = top; row < top + height; row++) {
        const start = offset + (channel * sizePx + row) * sizePx + left;
        data.fill(value, start, start + width);
      }
    }
  };
}
