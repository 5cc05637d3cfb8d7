import { mul, sign } from '../../expressions.ts';
import type { Operator } from '../operator.ts';
import { inferReduction, reductionSamples, withReducedAxes } from './reduce.ts';

/** y = sum |x|; dL/dx = dy sign(x). */
export const ReduceL1: Operator = {
  opType: 'ReduceL1',
  infer: inferReduction,
  gradient: (context) => [mul(sign(context.input(0)), withReducedAxes(context, context.dy))],
  samples: reductionSamples([-1, 1]),
};
