import { matMul, reshape } from '../../expressions.ts';
import { elementCount, toNumbers } from '../../graph/tensor.ts';
import type { Value } from '../../graph/value.ts';
import { isSmall, smallConstant, takeElements } from '../folding.ts';
import type { GradientContext, Operator, ShapeContext } from '../operator.ts';
import { knownInts } from '../sampleInputs.ts';
import { placeRows } from '../shape/placeRows.ts';
import { normalizeAxis } from '../shapeRules.ts';

/**
 * The rows of x at given positions along an axis. dL/dx = dy added up at those positions: where they are known and
 * differ by moving rows, otherwise by a product with the one-hot matrix, because scatters that add do not run
 * everywhere.
 */
export const Gather: Operator = {
  opType: 'Gather',
  infer: (context) => {
    const { type, shape } = context.input(0);
    const axis = axisOf(context);
    return [{ type, shape: [...shape.slice(0, axis), ...context.input(1).shape, ...shape.slice(axis + 1)] }];
  },
  gradient: gatherGradient,
  fold: foldGather,
  samples: [
    { name: 'one known row', inputs: [{ shape: [2, 3, 4] }, whole(-1)], attributes: { axis: 1 } },
    { name: 'known rows', inputs: [{ shape: [5, 3] }, knownInts(4, 0, 2)] },
    { name: 'known neighbours', inputs: [{ shape: [5, 3] }, knownInts(1, 2)] },
    { name: 'a known permutation', inputs: [{ shape: [2, 3] }, knownInts(2, 0, 1)], attributes: { axis: 1 } },
    { name: 'known rows, repeated', inputs: [{ shape: [3, 2] }, knownInts(1, 1, -1)] },
    {
      name: 'unknown rows, repeated',
      inputs: [{ shape: [2, 4, 3] }, { shape: [2, 2], type: 'int64', values: [1, 1, 0, -1] }],
      attributes: { axis: 1 },
    },
  ],
};

function whole(value: number) {
  return { shape: [], type: 'int64', values: [value], constant: true } as const;
}

function axisOf(context: Pick<ShapeContext & GradientContext, 'input' | 'attributes' | 'fail'>): number {
  return normalizeAxis(context, context.attributes.int('axis', 0), context.input(0).rank);
}

function gatherGradient(context: GradientContext) {
  const { dy, input, constant } = context;
  const axis = axisOf(context);
  const shape = input(0).staticShape;
  const size = shape[axis]!;
  const count = elementCount(input(1).staticShape);
  const known = constant(1);
  const positions = known && toNumbers(known).map((position) => (position < 0 ? position + size : position));
  if (positions && new Set(positions).size === count) {
    return [placeRows(reshape(dy, shape.with(axis, count)), axis, positions, size)];
  }
  const rows = reshape(dy, [elementCount(shape.slice(0, axis)), count, elementCount(shape.slice(axis + 1))]);
  return [reshape(matMul(oneHotColumns(input(1), count, size), rows), shape)];
}

/** [size, count], with a 1 where column i has position i. */
function oneHotColumns(positions: Value, count: number, size: number): Value {
  const { builder } = positions;
  const offAndOn = builder.constant({ type: 'float32', shape: [2], data: Float32Array.of(0, 1) });
  return builder.op('OneHot', [reshape(positions, [count]), builder.int(size), offAndOn], { axis: 0 });
}

function foldGather(context: ShapeContext) {
  const [tensor, positions] = [smallConstant(context, 0), smallConstant(context, 1)];
  if (!tensor || !positions) return undefined;
  const axis = axisOf(context);
  const [size, inner] = [tensor.shape[axis]!, elementCount(tensor.shape.slice(axis + 1))];
  const shape = [...tensor.shape.slice(0, axis), ...positions.shape, ...tensor.shape.slice(axis + 1)];
  if (!isSmall(shape)) return undefined;
  const rows = toNumbers(positions).map((position) => (position < 0 ? position + size : position));
  if (rows.some((row) => row < 0 || row >= size)) context.fail(`a position is outside axis ${axis} of size ${size}`);
  const sources = Array.from({ length: elementCount(tensor.shape.slice(0, axis)) }, (_, outer) =>
    rows.flatMap((row) => Array.from({ length: inner }, (_element, index) => (outer * size + row) * inner + index)),
  );
  return [takeElements(tensor, sources.flat(), shape)];
}
