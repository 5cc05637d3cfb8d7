import { exp, mul, reduceSum, sub } from '../../expressions.ts';
import type { Operator } from '../operator.ts';
import { likeFirstInput, normalizeAxis } from '../shapeRules.ts';

/** y = x - ln(sum exp(x)) along an axis; dL/dx = dy - exp(y) sum(dy). */
export const LogSoftmax: Operator = {
  opType: 'LogSoftmax',
  infer: (context) => {
    normalizeAxis(context, context.attributes.int('axis', -1), context.input(0).rank);
    return likeFirstInput(context);
  },
  gradient: (context) => {
    const { dy } = context;
    const axis = normalizeAxis(context, context.attributes.int('axis', -1), dy.rank);
    return [sub(dy, mul(exp(context.outputs[0]!), reduceSum(dy, [axis])))];
  },
  samples: [
    { name: 'last axis', inputs: [{ shape: [3, 5], range: [-2, 2] }] },
    { name: 'middle axis', inputs: [{ shape: [2, 4, 3], range: [-2, 2] }], attributes: { axis: 1 } },
  ],
};
