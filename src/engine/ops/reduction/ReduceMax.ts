import { div, heaviside, mul, reduceSum, sub } from '../../expressions.ts';
import type { Operator } from '../operator.ts';
import { foldReduction, inferReduction, reducedAxes, reductionSamples, withReducedAxes } from './reduce.ts';

/** y = the largest x; dL/dx = dy where x = y, shared evenly where several are. */
export const ReduceMax: Operator = {
  opType: 'ReduceMax',
  infer: inferReduction,
  gradient: (context) => {
    const [x, y] = [context.input(0), withReducedAxes(context, context.outputs[0]!)];
    const mask = heaviside(sub(x, y), 1);
    const share = div(withReducedAxes(context, context.dy), reduceSum(mask, reducedAxes(context)));
    return [mul(mask, share)];
  },
  fold: foldReduction((numbers) => Math.max(...numbers)),
  samples: reductionSamples([-1, 1]),
};
