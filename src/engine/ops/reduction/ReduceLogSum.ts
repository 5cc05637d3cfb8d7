import { exp, mul, neg } from '../../expressions.ts';
import type { Operator } from '../operator.ts';
import { inferReduction, reductionSamples, spreadOverInput } from './reduce.ts';

/** y = ln(sum x); dL/dx = dy exp(-y). */
export const ReduceLogSum: Operator = {
  opType: 'ReduceLogSum',
  infer: inferReduction,
  gradient: (context) => [spreadOverInput(context, mul(context.dy, exp(neg(context.outputs[0]!))))],
  samples: reductionSamples([0.5, 1.5]),
};
