import { foldElementwise } from '../folding.ts';
import type { Operator } from '../operator.ts';

/** Whether an element is not a number, which exporters ask of a softmax over masked scores. */
export const IsNaN: Operator = {
  opType: 'IsNaN',
  infer: (context) => [{ type: 'bool', shape: context.input(0).shape }],
  gradient: 'zero',
  fold: foldElementwise((x) => Number.isNaN(x), 'bool'),
  samples: [{ name: 'both', inputs: [{ shape: [3], values: [0, Number.NaN, Number.POSITIVE_INFINITY] }] }],
};
