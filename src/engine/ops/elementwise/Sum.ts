import { add } from '../../expressions.ts';
import { foldElementwise } from '../folding.ts';
import type { Operator } from '../operator.ts';
import { broadcastInputs } from '../shapeRules.ts';

/** y = x1 + x2 + ...; dL/dxi = dy. Lowered to Add, because WebGPU lacks Sum. */
export const Sum: Operator = {
  opType: 'Sum',
  infer: broadcastInputs,
  gradient: ({ dy, inputs }) => inputs.map(() => dy),
  fold: foldElementwise((...terms) => terms.reduce((sum, term) => sum + term)),
  lower: ({ inputs }) => [inputs.map((value) => value!).reduce((sum, value) => add(sum, value))],
  samples: [
    { name: 'one', inputs: [{ shape: [2, 3] }] },
    { name: 'three, broadcast', inputs: [{ shape: [2, 1, 3] }, { shape: [4, 1] }, { shape: [3] }] },
  ],
};
