import { mul } from '../../expressions.ts';
import { broadcastShapes } from '../broadcast.ts';
import type { ValueType } from '../../graph/graph.ts';
import type { GradientContext, Operator, ShapeContext } from '../operator.ts';

/**
 * Y = alpha A' B' + beta C, where A' and B' are A and B, transposed on request, and C broadcasts to Y;
 * dL/dA' = alpha dY B'^T, dL/dB' = alpha A'^T dY, dL/dC = beta dY.
 */
export const Gemm: Operator = {
  opType: 'Gemm',
  floatAttributes: ['alpha', 'beta'],
  infer,
  gradient: (context) => [
    context.needs(0) ? leftGradient(context) : undefined,
    context.needs(1) ? rightGradient(context) : undefined,
    context.needs(2) ? scaled(context) : undefined,
  ],
  samples: [
    { name: 'no bias', inputs: [{ shape: [2, 3] }, { shape: [3, 4] }] },
    { name: 'linear layer', inputs: [{ shape: [2, 3] }, { shape: [4, 3] }, { shape: [4] }], attributes: { transB: 1 } },
    {
      name: 'scaled, left transposed',
      inputs: [{ shape: [3, 2] }, { shape: [3, 4] }, { shape: [2, 1] }],
      attributes: { transA: 1, alpha: 2, beta: 0.5 },
    },
    {
      name: 'both transposed',
      inputs: [{ shape: [3, 2] }, { shape: [4, 3] }, { shape: [] }],
      attributes: { transA: 1, transB: 1, alpha: 0.5 },
    },
  ],
};

function infer(context: ShapeContext): ValueType[] {
  const [a, b] = [context.input(0), context.input(1)];
  if (a.rank !== 2 || b.rank !== 2)
    context.fail(`matrices are wanted, not [${a.shape.join()}] and [${b.shape.join()}]`);
  const { transA, transB } = flags(context);
  const [inner, outer] = [a.shape[transA ? 0 : 1]!, b.shape[transB ? 1 : 0]!];
  if (typeof inner === 'number' && typeof outer === 'number' && inner !== outer) {
    context.fail(`the inner sizes ${inner} and ${outer} differ`);
  }
  const shape = [a.shape[transA ? 1 : 0]!, b.shape[transB ? 0 : 1]!];
  return [{ type: a.type, shape: context.inputs[2] ? broadcastShapes(context, shape, context.input(2).shape) : shape }];
}

function flags({ attributes }: Pick<ShapeContext, 'attributes'>) {
  return {
    transA: attributes.int('transA', 0),
    transB: attributes.int('transB', 0),
    alpha: attributes.float('alpha', 1),
  };
}

function leftGradient(context: GradientContext) {
  const { dy, input } = context;
  const { transA, transB, alpha } = flags(context);
  return transA
    ? dy.builder.op('Gemm', [input(1), dy], { alpha, transA: transB, transB: 1 })
    : dy.builder.op('Gemm', [dy, input(1)], { alpha, transB: 1 - transB });
}

function rightGradient(context: GradientContext) {
  const { dy, input } = context;
  const { transA, transB, alpha } = flags(context);
  return transB
    ? dy.builder.op('Gemm', [dy, input(0)], { alpha, transA: 1, transB: transA })
    : dy.builder.op('Gemm', [input(0), dy], { alpha, transA: 1 - transA });
}

function scaled({ dy, attributes }: GradientContext) {
  const beta = attributes.float('beta', 1);
  return beta === 1 ? dy : mul(dy, beta);
}
