import { div, mul } from '../../expressions.ts';
import type { Operator } from '../operator.ts';
import { foldReduction, inferReduction, reductionSamples, withReducedAxes } from './reduce.ts';

/** y = product x; dL/dx = dy y / x, so x must not be 0. */
export const ReduceProd: Operator = {
  opType: 'ReduceProd',
  infer: inferReduction,
  gradient: (context) => {
    const { dy, outputs } = context;
    return [div(withReducedAxes(context, mul(dy, outputs[0]!)), context.input(0))];
  },
  fold: foldReduction((numbers) => numbers.reduce((product, x) => product * x, 1)),
  samples: reductionSamples([0.5, 1.5]),
};
