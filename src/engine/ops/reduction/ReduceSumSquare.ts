import { mul } from '../../expressions.ts';
import type { Operator } from '../operator.ts';
import { inferReduction, reductionSamples, withReducedAxes } from './reduce.ts';

/** y = sum x^2; dL/dx = 2 x dy. */
export const ReduceSumSquare: Operator = {
  opType: 'ReduceSumSquare',
  infer: inferReduction,
  gradient: (context) => [mul(context.input(0), withReducedAxes(context, mul(context.dy, 2)))],
  samples: reductionSamples([-1, 1]),
};
