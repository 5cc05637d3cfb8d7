/** A linear axis: a range of values that ends on ticks, laid over a range of pixels. */
export interface Scale {
  readonly ticks: readonly number[];
  /** The pixel of a value. */
  place(value: number): number;
}

/** The smallest of 1, 2, 5, 10, 20 ... (times any power of ten) that is at least `roughStep`. */
function roundStep(roughStep: number): number {
  const power = 10 ** Math.floor(Math.log10(roughStep));
  return power * [1, 2, 5, 10].find((factor) => factor * power >= roughStep * (1 - 1e-9))!;
}

/**
 * A scale that holds all `values` with about `tickCount` round ticks; `startPx` is the pixel of its low end. Values
 * that are all equal get a range of one around them.
 */
export function scaleFor(values: readonly number[], tickCount: number, startPx: number, endPx: number): Scale {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const step = roundStep((high > low ? high - low : 1) / tickCount);
  const first = Math.floor(low / step);
  const last = Math.max(Math.ceil(high / step), first + 1);
  // Twelve digits: 3 * 0.1 is to read 0.3.
  const ticks = Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));
  const place = (value: number) => startPx + ((value / step - first) / (last - first)) * (endPx - startPx);
  return { ticks, place };
}
