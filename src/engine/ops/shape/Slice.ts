import { rowMajorStrides, smallConstant, takeStrided } from '../folding.ts';
import type { Operator } from '../operator.ts';
import { knownInts } from '../sampleInputs.ts';
import { placeRows } from './placeRows.ts';
import { slicedShape, sliceRanges } from './sliceRanges.ts';

/** A part of a tensor, along any axes, by any step; dL/dx = dy put back into zeros. */
export const Slice: Operator = {
  opType: 'Slice',
  infer: (context) => {
    const { type, shape } = context.input(0);
    return [{ type, shape: slicedShape(shape, sliceRanges(context)) }];
  },
  gradient: (context) => {
    const shape = context.input(0).staticShape;
    const placed = sliceRanges(context).reduce((rows, range, axis) => {
      if (!range) return rows;
      const positions = Array.from({ length: range.count }, (_, index) => range.start + index * range.step);
      return placeRows(rows, axis, positions, shape[axis]!);
    }, context.dy);
    return [placed];
  },
  fold: (context) => {
    const tensor = smallConstant(context, 0);
    const isKnown = context.inputs.every((value, index) => value === undefined || context.constant(index));
    if (!tensor || !isKnown) return undefined;
    const ranges = sliceRanges(context);
    const strides = rowMajorStrides(tensor.shape);
    const offset = ranges.reduce((sum, range, axis) => sum + (range?.start ?? 0) * strides[axis]!, 0);
    const steps = strides.map((stride, axis) => stride * (ranges[axis]?.step ?? 1));
    return [takeStrided(tensor, slicedShape(tensor.shape, ranges) as readonly number[], steps, offset)];
  },
  samples: [
    { name: 'two axes', inputs: [{ shape: [4, 5] }, knownInts(1, 2), knownInts(3, 4)] },
    { name: 'to the end', inputs: [{ shape: [4, 5] }, knownInts(-2), knownInts(2 ** 62), knownInts(-1)] },
    { name: 'by 2', inputs: [{ shape: [2, 5] }, knownInts(0), knownInts(5), knownInts(1), knownInts(2)] },
    { name: 'backwards', inputs: [{ shape: [4, 2] }, knownInts(-1), knownInts(-100), knownInts(0), knownInts(-1)] },
    { name: 'backwards by 2', inputs: [{ shape: [5, 2] }, knownInts(3), knownInts(0), knownInts(0), knownInts(-2)] },
    { name: 'whole', inputs: [{ shape: [2, 3] }, knownInts(0), knownInts(3), knownInts(1)] },
  ],
};
