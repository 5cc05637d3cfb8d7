import { exp, mul, sub } from '../../expressions.ts';
import type { Operator } from '../operator.ts';
import { inferReduction, reductionSamples, withReducedAxes } from './reduce.ts';

/** y = ln(sum exp(x)); dL/dx = dy exp(x - y). */
export const ReduceLogSumExp: Operator = {
  opType: 'ReduceLogSumExp',
  infer: inferReduction,
  gradient: (context) => {
    const share = exp(sub(context.input(0), withReducedAxes(context, context.outputs[0]!)));
    return [mul(share, withReducedAxes(context, context.dy))];
  },
  samples: reductionSamples([-1, 1]),
};
