import type { Dim, ValueType } from '../../graph/graph.ts';
import { elementCount } from '../../graph/tensor.ts';
import { slice } from '../../expressions.ts';
import { isSmall, joinElements, smallConstants, takeElements } from '../folding.ts';
import type { GradientContext, Operator, ShapeContext } from '../operator.ts';
import { normalizeAxis } from '../shapeRules.ts';

/** Joins tensors along an axis; each gradient is its stretch of dy. */
export const Concat: Operator = {
  opType: 'Concat',
  infer,
  gradient: splitGradient,
  fold: foldConcat,
  samples: [
    { name: 'first axis', inputs: [{ shape: [2, 3] }, { shape: [1, 3] }], attributes: { axis: 0 } },
    {
      name: 'last axis, three',
      inputs: [{ shape: [2, 3] }, { shape: [2, 1] }, { shape: [2, 2] }],
      attributes: { axis: -1 },
    },
    {
      name: 'beside a constant',
      inputs: [{ shape: [2, 3] }, { shape: [1, 3], constant: true }],
      attributes: { axis: 0 },
    },
  ],
};

function infer(context: ShapeContext): ValueType[] {
  const { type, shape, rank } = context.input(0);
  const joined = normalizeAxis(context, context.attributes.int('axis', 0), rank);
  const values = context.inputs.map((_, index) => context.input(index));
  for (const value of values) {
    if (value.rank !== rank) context.fail(`tensors of ${rank} and ${value.rank} axes`);
    if (value.type !== type) context.fail(`the element types ${type} and ${value.type} differ`);
  }
  const dims = shape.map((_, axis) => values.map((value) => value.shape[axis]!));
  const result = dims.map((sizes, axis) => (axis === joined ? addDims(sizes) : agreedDim(context, sizes, axis)));
  return [{ type, shape: result }];
}

function addDims(sizes: readonly Dim[]): Dim {
  const known = sizes.filter((size) => typeof size === 'number');
  const symbols = sizes.filter((size) => typeof size === 'string');
  const sum = known.reduce((total, size) => total + size, 0);
  return symbols.length === 0 ? sum : [...symbols, ...(sum > 0 ? [sum] : [])].join('+');
}

function agreedDim(context: ShapeContext, sizes: readonly Dim[], axis: number): Dim {
  const known = sizes.filter((size) => typeof size === 'number');
  if (new Set(known).size > 1) context.fail(`sizes ${known.join(' and ')} along axis ${axis}`);
  return known[0] ?? sizes[0]!;
}

/** One Split where every input wants its gradient, otherwise a Slice for each that does. */
function splitGradient(context: GradientContext) {
  const { dy, inputs, needs, input } = context;
  const axis = normalizeAxis(context, context.attributes.int('axis', 0), dy.rank);
  const sizes = inputs.map((_, index) => input(index).dim(axis));
  if (inputs.length > 1 && inputs.every((_, index) => needs(index))) {
    return dy.builder.ops('Split', [dy, dy.builder.ints(sizes)], { axis }, { outputCount: sizes.length });
  }
  return sizes.map((size, index) => {
    const start = sizes.slice(0, index).reduce((sum, before) => sum + before, 0);
    return needs(index) ? slice(dy, start, start + size, axis) : undefined;
  });
}

function foldConcat(context: ShapeContext) {
  const tensors = smallConstants(context);
  if (!tensors) return undefined;
  const shape = infer(context)[0]!.shape as readonly number[];
  if (!isSmall(shape)) return undefined;
  const axis = normalizeAxis(context, context.attributes.int('axis', 0), shape.length);
  const rows = elementCount(shape.slice(0, axis));
  const positions = Array.from({ length: rows }, (_, row) => {
    let offset = 0;
    return tensors.flatMap(({ data }) => {
      const stretch = data.length / rows;
      const start = offset + row * stretch;
      offset += data.length;
      return Array.from({ length: stretch }, (_element, index) => start + index);
    });
  });
  return [takeElements(joinElements(tensors), positions.flat(), shape)];
}
