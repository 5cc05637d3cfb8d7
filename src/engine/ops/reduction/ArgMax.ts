import type { Operator } from '../operator.ts';
import { inferArgument } from './argument.ts';

/** The position of the largest element along an axis. */
export const ArgMax: Operator = {
  opType: 'ArgMax',
  infer: inferArgument,
  gradient: 'zero',
  samples: [
    { name: 'last axis, dropped', inputs: [{ shape: [2, 3, 4] }], attributes: { axis: -1, keepdims: 0 } },
    { name: 'first axis', inputs: [{ shape: [2, 3, 4] }] },
  ],
};
