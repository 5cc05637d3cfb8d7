import type { Tensor } from '../../src/engine/graph/tensor.ts';

/** The loss for given feeds, summed in double precision. */
export type Loss = (feeds: Readonly<Record<string, Tensor>>) => Promise<number>;

/**
 * The first step is wide because the outputs are float32: their rounding, 6e-8 of their size, is divided by the step.
 * Richardson extrapolation then removes the error that a wide step brings.
 */
const FIRST_STEP = 2 ** -5;
const LAST_STEP = 2 ** -12;
/** Where the differences of a step and its half disagree by more, a kink lies between, or the step is too wide. */
const AGREEMENT = 5e-4;

/** dL/dx[index] by central differences, (4 D(h/2) - D(h)) / 3, with steps narrow enough to stay clear of kinks. */
export async function differentiateNumerically(
  loss: Loss,
  feeds: Readonly<Record<string, Tensor>>,
  name: string,
  index: number,
): Promise<number> {
  for (let step = FIRST_STEP; ; step /= 4) {
    const wide = await centralDifference(loss, feeds, name, index, step);
    const narrow = await centralDifference(loss, feeds, name, index, step / 2);
    const agree = Math.abs(wide - narrow) <= AGREEMENT * Math.max(1, Math.abs(narrow));
    if (agree || step <= LAST_STEP) return (4 * narrow - wide) / 3;
  }
}

/** Divides by the distance that is left after rounding the two points to float32. */
async function centralDifference(
  loss: Loss,
  feeds: Readonly<Record<string, Tensor>>,
  name: string,
  index: number,
  step: number,
): Promise<number> {
  const tensor = feeds[name]!;
  const at = async (offset: number) => {
    const data = Float32Array.from(tensor.data as Float32Array);
    data[index] = data[index]! + offset;
    return { x: data[index], y: await loss({ ...feeds, [name]: { ...tensor, data } }) };
  };
  const [right, left] = [await at(step), await at(-step)];
  return (right.y - left.y) / (right.x - left.x);
}
