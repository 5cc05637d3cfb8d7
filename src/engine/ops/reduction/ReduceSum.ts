import type { Operator } from '../operator.ts';
import { foldReduction, inferReduction, reductionSamples, spreadOverInput } from './reduce.ts';

/** y = sum x; dL/dx = dy. */
export const ReduceSum: Operator = {
  opType: 'ReduceSum',
  infer: inferReduction,
  gradient: (context) => [spreadOverInput(context, context.dy)],
  fold: foldReduction((numbers) => numbers.reduce((sum, x) => sum + x, 0)),
  samples: reductionSamples([-1, 1]),
};
