import type { Dim, Shape } from '../../graph/graph.ts';
import type { GradientContext, ShapeContext } from '../operator.ts';
import { constantInts, normalizeAxis } from '../shapeRules.ts';

/** The elements start, start + step, ... that a Slice takes along an axis of this size. */
export interface SliceRange {
  readonly start: number;
  readonly step: number;
  readonly count: number;
}

type SliceContext = Pick<ShapeContext & GradientContext, 'inputs' | 'input' | 'constant' | 'fail'>;

/** What a Slice takes of every axis; undefined for an axis that is taken whole, the only way to take a symbolic one. */
export function sliceRanges(context: SliceContext): (SliceRange | undefined)[] {
  const { shape, rank } = context.input(0);
  const starts = constantInts(context, 1, 'starts') ?? context.fail('starts are missing');
  const ends = constantInts(context, 2, 'ends') ?? context.fail('ends are missing');
  const axes = constantInts(context, 3, 'axes') ?? starts.map((_, index) => index);
  const steps = constantInts(context, 4, 'steps') ?? starts.map(() => 1);
  const ranges = new Array<SliceRange | undefined>(rank).fill(undefined);
  starts.forEach((start, index) => {
    const axis = normalizeAxis(context, axes[index]!, rank);
    const [end, step] = [ends[index]!, steps[index]!];
    if (step === 0) context.fail('a step is 0');
    ranges[axis] = rangeOf(context, shape[axis]!, start, end, step);
  });
  return ranges;
}

function rangeOf(context: SliceContext, size: Dim, start: number, end: number, step: number): SliceRange | undefined {
  if (typeof size === 'string') {
    const isWhole = start === 0 && step === 1 && end >= 2 ** 31 - 1;
    return isWhole ? undefined : context.fail(`the size '${size}' must be known to take a part of it`);
  }
  // Forwards a range may stop past the last element, backwards before the first.
  const [lowest, highest] = step > 0 ? [0, size] : [-1, size - 1];
  const clamp = (position: number) => Math.min(Math.max(position < 0 ? position + size : position, lowest), highest);
  const from = clamp(start);
  const count = Math.max(Math.ceil((clamp(end) - from) / step), 0);
  return { start: from, step, count };
}

/** The shape of the taken part. */
export function slicedShape(shape: Shape, ranges: readonly (SliceRange | undefined)[]): Shape {
  return shape.map((dim, axis) => ranges[axis]?.count ?? dim);
}
