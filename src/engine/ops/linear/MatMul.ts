import { matMul, reshape, transpose } from '../../expressions.ts';
import type { ValueType } from '../../graph/graph.ts';
import { elementCount } from '../../graph/tensor.ts';
import type { Value } from '../../graph/value.ts';
import { broadcastShapes } from '../broadcast.ts';
import type { GradientContext, Operator, ShapeContext } from '../operator.ts';

/**
 * Y = A B over the last two axes, [..., M, K] x [..., K, N] -> [..., M, N]; a vector is a row on the left and a column
 * on the right. dL/dA = dY B^T, dL/dB = A^T dY.
 */
export const MatMul: Operator = {
  opType: 'MatMul',
  infer,
  gradient: matMulGradient,
  samples: [
    { name: 'matrices', inputs: [{ shape: [2, 3] }, { shape: [3, 4] }] },
    { name: 'one weight under a batch', inputs: [{ shape: [2, 3, 4] }, { shape: [4, 2] }] },
    { name: 'batched', inputs: [{ shape: [2, 2, 3, 4] }, { shape: [2, 2, 4, 2] }] },
    { name: 'broadcast both ways', inputs: [{ shape: [2, 1, 3, 4] }, { shape: [3, 4, 2] }] },
    { name: 'one matrix on the left', inputs: [{ shape: [3, 4] }, { shape: [2, 4, 2] }] },
    { name: 'vector on the left', inputs: [{ shape: [3] }, { shape: [2, 3, 4] }] },
    { name: 'vector on the right', inputs: [{ shape: [2, 2, 3] }, { shape: [3] }] },
    { name: 'vectors', inputs: [{ shape: [3] }, { shape: [3] }] },
  ],
};

function infer(context: ShapeContext): ValueType[] {
  const [a, b] = [context.input(0), context.input(1)];
  if (a.type !== b.type) context.fail(`the element types ${a.type} and ${b.type} differ`);
  if (a.rank === 0 || b.rank === 0) context.fail('a scalar has no rows');
  const [inner, outer] = [a.shape.at(-1)!, b.shape.at(b.rank === 1 ? -1 : -2)!];
  if (typeof inner === 'number' && typeof outer === 'number' && inner !== outer) {
    context.fail(`[${a.shape.join(', ')}] and [${b.shape.join(', ')}] share no inner size`);
  }
  const batch = broadcastShapes(context, a.shape.slice(0, -2), b.shape.slice(0, -2));
  const rows = a.rank === 1 ? [] : [a.shape.at(-2)!];
  const columns = b.rank === 1 ? [] : [b.shape.at(-1)!];
  return [{ type: a.type, shape: [...batch, ...rows, ...columns] }];
}

/**
 * Vectors are differentiated as the matrices that they stand for. Equal leading axes are taken as one: onnxruntime
 * reads a stack of matrices transposed, but over more axes it joins the transposition with one that went before and
 * carries out both.
 */
function matMulGradient({ dy, input, needs }: GradientContext) {
  const rowShape = input(0).rank === 1 ? [1, ...input(0).staticShape] : input(0).staticShape;
  const columnShape = input(1).rank === 1 ? [...input(1).staticShape, 1] : input(1).staticShape;
  const batch = dy.staticShape.slice(0, dy.rank - Number(input(0).rank > 1) - Number(input(1).rank > 1));
  const isStack = [rowShape, columnShape].every((shape) => shape.slice(0, -2).join() === batch.join());
  const stacked = (value: Value, shape: readonly number[]) =>
    reshape(value, isStack && batch.length > 1 ? [elementCount(batch), ...shape.slice(-2)] : shape);
  const [a, b] = [stacked(input(0), rowShape), stacked(input(1), columnShape)];
  const matrices = stacked(dy, [...batch, a.dim(-2), b.dim(-1)]);
  return [
    needs(0) ? asOperand(matMul(matrices, transpose(b)), input(0)) : undefined,
    needs(1) ? asOperand(rightGradient(a, b, matrices), input(1)) : undefined,
  ];
}

/** One weight under a batch sums over the batch: one product of two long matrices instead of many and a sum. */
function rightGradient(a: Value, b: Value, dy: Value): Value {
  if (b.rank > 2 || a.rank <= 2) return matMul(transpose(a), dy);
  const rowCount = elementCount(a.staticShape.slice(0, -1));
  return matMul(transpose(reshape(a, [rowCount, a.dim(-1)])), reshape(dy, [rowCount, dy.dim(-1)]));
}

/** The gradient of a vector drops the axis that made it a matrix; what is left to sum the reverse walk sums. */
function asOperand(gradient: Value, operand: Value): Value {
  if (operand.rank === 1) return reshape(gradient, [...gradient.staticShape.slice(0, -2), operand.dim(0)]);
  return operand.rank > gradient.rank ? reshape(gradient, operand.staticShape) : gradient;
}
