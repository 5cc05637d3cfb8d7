import { div, heaviside, mul, reduceSum, sub } from '../../expressions.ts';
import type { Operator } from '../operator.ts';
import { foldReduction, inferReduction, reducedAxes, reductionSamples, withReducedAxes } from './reduce.ts';

/** y = the smallest x; dL/dx = dy where x = y, shared evenly where several are. */
export const ReduceMin: Operator = {
  opType: 'ReduceMin',
  infer: inferReduction,
  gradient: (context) => {
    const [x, y] = [context.input(0), withReducedAxes(context, context.outputs[0]!)];
    const mask = heaviside(sub(y, x), 1);
    const share = div(withReducedAxes(context, context.dy), reduceSum(mask, reducedAxes(context)));
    return [mul(mask, share)];
  },
  fold: foldReduction((numbers) => Math.min(...numbers)),
  samples: reductionSamples([-1, 1]),
};
