import { describe, expect, it } from 'vitest';
import { gradients } from '../../../../src/engine/autodiff/gradients.ts';
import { reduceSum } from '../../../../src/engine/expressions.ts';
import { GraphBuilder } from '../../../../src/engine/graph/builder.ts';
import { HANDFUL_DOMAIN, type Graph } from '../../../../src/engine/graph/graph.ts';
import type { Value } from '../../../../src/engine/graph/value.ts';
import { lowerPortable } from '../../../../src/engine/lowering/portable.ts';
import { trainingOperators } from '../../../../src/engine/ops/training/index.ts';

/** The step of a small network: convolution, batch statistics, ReLU, pooling. */
function smallStep(): Graph {
  const builder = new GraphBuilder();
  const x = builder.input('x', 'float32', [2, 3, 8, 8]);
  const parameters = [
    builder.input('w', 'float32', [4, 3, 3, 3]),
    builder.input('scale', 'float32', [4]),
    builder.input('bias', 'float32', [4]),
  ];
  const [w, scale, bias] = parameters as [Value, Value, Value];
  const convolved = builder.op('Conv', [x, w], { kernel_shape: [3, 3], pads: [1, 1, 1, 1] });
  const options = { domain: HANDFUL_DOMAIN, outputCount: 3 };
  const [normal] = builder.ops('BatchNormalizationTraining', [convolved, scale, bias], { epsilon: 1e-5 }, options);
  const pooled = builder.op('MaxPool', [builder.op('Relu', [normal])], { kernel_shape: [2, 2], strides: [2, 2] });
  const loss = reduceSum(pooled, [0, 1, 2, 3], false);
  gradients(loss, parameters).forEach((gradient, index) => builder.output(`d${index}`, gradient!));
  return builder.build('small step');
}

describe('operators of the training domain', () => {
  it('stand in the step graph whole, so that a lowering for one device can replace them', () => {
    const kinds = new Set(smallStep().nodes.flatMap(({ domain, opType }) => (domain ? [opType] : [])));
    expect([...kinds].toSorted()).toEqual([
      'BatchNormalizationGradient',
      'BatchNormalizationTraining',
      'ConvWeightGradient',
      'MaxPoolGradient',
      'ReluGradient',
    ]);
  });

  it('are all gone from the portable form', () => {
    expect(lowerPortable(smallStep()).nodes.filter(({ domain }) => domain !== '')).toEqual([]);
  });

  it.each(trainingOperators.map((operator) => [operator.opType, operator] as const))(
    '%s can be lowered',
    (_, operator) => {
      expect(operator.domain).toBe(HANDFUL_DOMAIN);
      expect(operator.lower).toBeTypeOf('function');
    },
  );
});
