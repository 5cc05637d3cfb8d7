import { expand, reshape } from '../../expressions.ts';
import type { ValueType } from '../../graph/graph.ts';
import { elementCount, toNumbers } from '../../graph/tensor.ts';
import type { Value } from '../../graph/value.ts';
import { isSmall, rowMajorStrides, smallNumber, takeStrided, tensorOf } from '../folding.ts';
import type { GradientContext, Operator, OperatorSample, ShapeContext } from '../operator.ts';
import { knownInts } from '../sampleInputs.ts';
import { constantInts, normalizeAxis } from '../shapeRules.ts';

type ReductionContext = Pick<ShapeContext, 'inputs' | 'attributes' | 'constant' | 'input' | 'fail'>;

/** The axes that a reduction sums away, counted from the front, ascending. */
export function reducedAxes(context: ReductionContext): number[] {
  const { rank } = context.input(0);
  const axes = constantInts(context, 1, 'axes') ?? [];
  if (axes.length > 0) return axes.map((axis) => normalizeAxis(context, axis, rank)).toSorted((a, b) => a - b);
  return context.attributes.int('noop_with_empty_axes', 0) === 1 ? [] : Array.from({ length: rank }, (_, axis) => axis);
}

/** The shape rule of every reduction with an axes input. */
export const inferReduction: Operator['infer'] = (context): ValueType[] => {
  const { type, shape } = context.input(0);
  const axes = reducedAxes(context);
  const kept = shape.map((dim, axis) => (axes.includes(axis) ? 1 : dim));
  return [{ type, shape: keepsAxes(context) ? kept : kept.filter((_, axis) => !axes.includes(axis)) }];
};

function keepsAxes({ attributes }: ReductionContext): boolean {
  return attributes.int('keepdims', 1) === 1;
}

/** A value of the reduction's output shape, with the reduced axes put back at size 1. */
export function withReducedAxes(context: GradientContext, value: Value): Value {
  const axes = reducedAxes(context);
  return reshape(
    value,
    context.input(0).staticShape.map((dim, axis) => (axes.includes(axis) ? 1 : dim)),
  );
}

/** A value of the reduction's output shape, repeated along the reduced axes. */
export function spreadOverInput(context: GradientContext, value: Value): Value {
  return expand(withReducedAxes(context, value), context.input(0).staticShape);
}

/** How many elements of the input go into one of the output. */
export function reducedCount(context: GradientContext): number {
  return elementCount(reducedAxes(context).map((axis) => context.input(0).dim(axis)));
}

/** Folds a reduction over a small constant. */
export function foldReduction(reduce: (numbers: readonly number[]) => number): NonNullable<Operator['fold']> {
  return (context) => {
    const tensor = smallNumber(context, 0);
    if (!tensor || (context.inputs[1] && !context.constant(1))) return undefined;
    const axes = reducedAxes(context);
    const order = [...tensor.shape.keys()].toSorted((a, b) => Number(axes.includes(a)) - Number(axes.includes(b)));
    const strides = rowMajorStrides(tensor.shape);
    const permuted = takeStrided(
      tensor,
      order.map((axis) => tensor.shape[axis]!),
      order.map((axis) => strides[axis]!),
    );
    const count = elementCount(axes.map((axis) => tensor.shape[axis]!));
    const shape = inferReduction(context)[0]!.shape as readonly number[];
    if (!isSmall(shape)) return undefined;
    const numbers = toNumbers(permuted);
    const groups = Array.from({ length: elementCount(shape) }, (_, index) =>
      numbers.slice(index * count, (index + 1) * count),
    );
    return [tensorOf(tensor.type, groups.map(reduce), shape)];
  };
}

/** Sample inputs that cover the forms of the axes input. */
export function reductionSamples(range: readonly [number, number]): OperatorSample[] {
  const input = { shape: [2, 3, 4], range };
  return [
    { name: 'one axis', inputs: [input, knownInts(1)] },
    { name: 'negative axes, dropped', inputs: [input, knownInts(-1, 0)], attributes: { keepdims: 0 } },
    { name: 'all axes', inputs: [input], attributes: { keepdims: 0 } },
    { name: 'no axes', inputs: [input], attributes: { noop_with_empty_axes: 1 } },
  ];
}
