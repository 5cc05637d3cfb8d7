import type { View } from './view.ts';

/** Rows give the new red, green and blue from the old: [3, 3], row-major. */
export type ColorMatrix = readonly number[];

/** Weights of red, green and blue in the brightness of a pixel (ITU-R BT.601). */
export const LUMA = [0.299, 0.587, 0.114] as const;

/** a times b. */
export function multiply(a: ColorMatrix, b: ColorMatrix): ColorMatrix {
  return Array.from({ length: 9 }, (_, index) => {
    const row = 3 * Math.floor(index / 3);
    const column = index % 3;
    return a[row]! * b[column]! + a[row + 1]! * b[column + 3]! + a[row + 2]! * b[column + 6]!;
  });
}

/** Moves colors away from their own grey (amount > 1) or towards it (0: grey, 1: unchanged). */
export function saturationMatrix(amount: number): ColorMatrix {
  return Array.from({ length: 9 }, (_, index) => (index % 4 === 0 ? amount : 0) + (1 - amount) * LUMA[index % 3]!);
}

/**
 * Turns colors about the grey axis, by a fraction of a full turn. Unlike a change of hue in HSV it is linear, so that
 * a whole color jitter is one matrix, and turning back gives the same pixels.
 */
export function hueMatrix(turns: number): ColorMatrix {
  const cosine = Math.cos(2 * Math.PI * turns);
  const spread = (1 - cosine) / 3;
  const sine = Math.sin(2 * Math.PI * turns) / Math.sqrt(3);
  const ahead = spread + sine;
  const behind = spread - sine;
  const same = cosine + spread;
  return [same, behind, ahead, ahead, same, behind, behind, ahead, same];
}

/** Applies `matrix` and then adds `shift` to every channel, cut to [0, 1]. */
export function applyColorMatrix({ data, offset, sizePx }: View, matrix: ColorMatrix, shift: number): void {
  const plane = sizePx * sizePx;
  const [rr, rg, rb, gr, gg, gb, br, bg, bb] = matrix as Readonly<Record<number, number>> & Iterable<number>;
  for (let red = offset; red < offset + plane; red++) {
    const r = data[red]!;
    const g = data[red + plane]!;
    const b = data[red + 2 * plane]!;
    data[red] = unit(rr! * r + rg! * g + rb! * b + shift);
    data[red + plane] = unit(gr! * r + gg! * g + gb! * b + shift);
    data[red + 2 * plane] = unit(br! * r + bg! * g + bb! * b + shift);
  }
}

/** Mean brightness of a view, in [0, 1]. */
export function meanLuma({ data, offset, sizePx }: View): number {
  const plane = sizePx * sizePx;
  let sum = 0;
  for (let red = offset; red < offset + plane; red++) {
    sum += LUMA[0] * data[red]! + LUMA[1] * data[red + plane]! + LUMA[2] * data[red + 2 * plane]!;
  }
  return sum / plane;
}

function unit(value: number): number {
  return value < 0 ? 0 : value > 1 ? 1 : value;
}
