import { add, mul } from '../../expressions.ts';
import { foldElementwise } from '../folding.ts';
import type { Operator } from '../operator.ts';
import { broadcastInputs } from '../shapeRules.ts';

/** y = (x1 + ... + xn) / n; dL/dxi = dy / n. Lowered to Add and Mul, because WebGPU lacks Mean. */
export const Mean: Operator = {
  opType: 'Mean',
  infer: broadcastInputs,
  gradient: ({ dy, inputs }) => {
    const share = mul(dy, 1 / inputs.length);
    return inputs.map(() => share);
  },
  fold: foldElementwise((...terms) => terms.reduce((sum, term) => sum + term) / terms.length),
  lower: ({ inputs }) => {
    const sum = inputs.map((value) => value!).reduce((partial, value) => add(partial, value));
    return [mul(sum, 1 / inputs.length)];
  },
  samples: [
    { name: 'one', inputs: [{ shape: [2, 3] }] },
    { name: 'three, broadcast', inputs: [{ shape: [2, 1, 3] }, { shape: [4, 1] }, { shape: [3] }] },
  ],
};
