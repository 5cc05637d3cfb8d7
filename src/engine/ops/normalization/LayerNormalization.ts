import type { Operator, ShapeContext } from '../operator.ts';
import { normalizeAxis } from '../shapeRules.ts';
import { trainingOps } from '../training/trainingOp.ts';

/**
 * Layer Normalization (arXiv 1607.06450): y = scale (x - mean) / sqrt(variance + epsilon) + bias, statistics over the
 * axes from `axis` on, which scale and bias cover. Outputs 1 and 2 are mean and 1 / deviation, which the gradient asks
 * for.
 */
export const LayerNormalization: Operator = {
  opType: 'LayerNormalization',
  floatAttributes: ['epsilon'],
  infer: (context) => {
    const { type, shape } = context.input(0);
    const axis = normalizeAxis(context, context.attributes.int('axis', -1), shape.length);
    checkScale(context, axis);
    const statistic = { type, shape: shape.map((size, index) => (index < axis ? size : 1)) };
    return [{ type, shape }, statistic, statistic];
  },
  gradient: (context) => {
    const { dy, inputs, input } = context;
    const [, mean, inverse] = context.outputsUpTo(3);
    const [dx, dscale, dbias] = trainingOps(
      'LayerNormalizationGradient',
      [dy, input(0), input(1), mean, inverse],
      {},
      3,
    );
    return [dx, dscale, inputs[2] && dbias];
  },
  samples: [
    { name: 'last axis', inputs: [{ shape: [2, 3, 5] }, { shape: [5] }, { shape: [5] }] },
    { name: 'without bias', inputs: [{ shape: [4, 5] }, { shape: [5] }], attributes: { epsilon: 0.01 } },
    { name: 'two axes', inputs: [{ shape: [3, 2, 4] }, { shape: [2, 4] }, { shape: [2, 4] }], attributes: { axis: 1 } },
  ],
};

function checkScale({ input, inputs, fail }: ShapeContext, axis: number): void {
  const normalized = input(0).shape.slice(axis);
  for (const vector of [input(1), inputs[2]]) {
    if (vector === undefined) continue;
    const fits = vector.shape.length === normalized.length && vector.shape.every((size, i) => size === normalized[i]);
    if (!fits) fail(`'${vector.name}' [${vector.shape.join(', ')}] does not fit [${normalized.join(', ')}]`);
  }
}
