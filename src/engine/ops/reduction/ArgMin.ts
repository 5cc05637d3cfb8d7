import type { Operator } from '../operator.ts';
import { inferArgument } from './argument.ts';

/** The position of the smallest element along an axis. */
export const ArgMin: Operator = {
  opType: 'ArgMin',
  infer: inferArgument,
  gradient: 'zero',
  samples: [
    { name: 'last axis, dropped', inputs: [{ shape: [2, 3, 4] }], attributes: { axis: -1, keepdims: 0 } },
    { name: 'first axis', inputs: [{ shape: [2, 3, 4] }] },
  ],
};
