import { mul, reduceSum, sub } from '../../expressions.ts';
import type { Operator } from '../operator.ts';
import { likeFirstInput, normalizeAxis } from '../shapeRules.ts';

/** y = exp(x) / sum exp(x) along an axis; dL/dx = y dy - y sum(y dy). */
export const Softmax: Operator = {
  opType: 'Softmax',
  infer: (context) => {
    normalizeAxis(context, context.attributes.int('axis', -1), context.input(0).rank);
    return likeFirstInput(context);
  },
  gradient: (context) => {
    const [y] = context.outputs;
    const axis = normalizeAxis(context, context.attributes.int('axis', -1), y!.rank);
    const weighted = mul(context.dy, y!);
    return [sub(weighted, mul(y!, reduceSum(weighted, [axis])))];
  },
  samples: [
    { name: 'last axis', inputs: [{ shape: [3, 5], range: [-2, 2] }] },
    { name: 'middle axis', inputs: [{ shape: [2, 4, 3], range: [-2, 2] }], attributes: { axis: 1 } },
  ],
};
