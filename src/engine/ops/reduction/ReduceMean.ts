import { mul } from '../../expressions.ts';
import type { Operator } from '../operator.ts';
import { foldReduction, inferReduction, reducedCount, reductionSamples, spreadOverInput } from './reduce.ts';

/** y = mean x over n elements; dL/dx = dy / n. */
export const ReduceMean: Operator = {
  opType: 'ReduceMean',
  infer: inferReduction,
  gradient: (context) => [spreadOverInput(context, mul(context.dy, 1 / reducedCount(context)))],
  fold: foldReduction((numbers) => numbers.reduce((sum, x) => sum + x, 0) / numbers.length),
  samples: reductionSamples([-1, 1]),
};
