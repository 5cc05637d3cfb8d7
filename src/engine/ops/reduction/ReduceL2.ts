import { div, maximum, mul } from '../../expressions.ts';
import type { Operator } from '../operator.ts';
import { inferReduction, reductionSamples, withReducedAxes } from './reduce.ts';

/** Keeps 0 / 0 away, and is far below any length that matters. */
const TINY = 1e-30;

/** y = sqrt(sum x^2); dL/dx = dy x / y, taken as 0 where y = 0. */
export const ReduceL2: Operator = {
  opType: 'ReduceL2',
  infer: inferReduction,
  gradient: (context) => {
    const { dy, outputs } = context;
    return [mul(context.input(0), withReducedAxes(context, div(dy, maximum(outputs[0]!, TINY))))];
  },
  samples: reductionSamples([-1, 1]),
};
