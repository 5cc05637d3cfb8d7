import { add, concat, expand, reshape, slice } from '../../expressions.ts';
import type { Value } from '../../graph/value.ts';
import type { SlidingWindow } from '../slidingWindow.ts';

/** What one tap of a sliding window sends back, along one axis: entry p belongs at `offset` + p `stride`. */
interface Tap {
  readonly offset: number;
  readonly value: Value;
}

/**
 * Adds what every tap of a window sends back to the input positions it read: the transpose of reading the taps.
 * `values` [N, C, ...positions] are the taps in row-major order over the kernel; the result is [N, C, ...spatial].
 */
export function sumOverlappingWindows(
  values: readonly Value[],
  window: SlidingWindow,
  spatial: readonly number[],
): Value {
  return window.kernel.reduceRight<readonly Value[]>((pending, kernelSize, axis) => {
    const along = {
      axis: axis + 2,
      stride: window.strides[axis]!,
      padBegin: window.padsBegin[axis]!,
      size: spatial[axis]!,
    };
    return Array.from({ length: pending.length / kernelSize }, (_, row) => {
      const taps = pending.slice(row * kernelSize, (row + 1) * kernelSize);
      return overlapAdd(
        taps.map((value, index) => ({ offset: index * window.dilations[axis]!, value })),
        along,
      );
    });
  }, values)[0]!;
}

/** Where overlapping windows lie along one axis: positions count from the padded start, of which `size` are kept. */
interface OverlapAxis {
  readonly axis: number;
  readonly stride: number;
  readonly padBegin: number;
  readonly size: number;
}

/**
 * Adds what overlapping windows send back to each input position along one axis: the transpose of reading the taps
 * with a stride. Positions of one remainder modulo the stride are summed apart and then interleaved, so no zero is
 * ever added.
 */
function overlapAdd(taps: readonly Tap[], { axis, stride, padBegin, size }: OverlapAxis): Value {
  const steps = Math.max(Math.ceil((padBegin + size) / stride), ...taps.map((tap) => reach(tap, axis, stride)));
  const phases = Array.from({ length: stride }, (_, phase) =>
    sumPhase(
      taps.filter(({ offset }) => offset % stride === phase),
      axis,
      stride,
      steps,
    ),
  );
  const zeros = taps[0]!.value.builder.scalar(0);
  const shape = taps[0]!.value.staticShape.with(axis, steps);
  const full = interleave(
    phases.map((phase) => phase ?? expand(zeros, shape)),
    axis,
  );
  return steps * stride === size ? full : slice(full, padBegin, padBegin + size, axis);
}

function reach({ offset, value }: Tap, axis: number, stride: number): number {
  return Math.floor(offset / stride) + value.dim(axis);
}

function sumPhase(taps: readonly Tap[], axis: number, stride: number, steps: number): Value | undefined {
  const shifted = taps.map(({ offset, value }) => placeAt(value, axis, Math.floor(offset / stride), steps));
  return shifted.length > 0 ? shifted.reduce(add) : undefined;
}

function placeAt(value: Value, axis: number, before: number, length: number): Value {
  const after = length - before - value.dim(axis);
  if (before === 0 && after === 0) return value;
  const pads = new Array<number>(2 * value.rank)
    .fill(0)
    .with(axis, before)
    .with(value.rank + axis, after);
  return value.builder.op('Pad', [value, value.builder.ints(pads)]);
}

/** Entry p of value i goes to p * count + i along the axis. */
function interleave(values: readonly Value[], axis: number): Value {
  if (values.length === 1) return values[0]!;
  const shape = values[0]!.staticShape;
  const apart = values.map((value) => reshape(value, shape.toSpliced(axis + 1, 0, 1)));
  return reshape(concat(apart, axis + 1), shape.with(axis, shape[axis]! * values.length));
}
