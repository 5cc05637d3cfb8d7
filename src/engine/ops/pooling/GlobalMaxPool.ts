import { div, heaviside, mul, reduceSum, sub } from '../../expressions.ts';
import type { Operator } from '../operator.ts';
import { distinctInput } from './distinctInput.ts';
import { globallyPooledShape } from './pooledShape.ts';

/** y [N, C, 1, ...] = the maximum over all positions; dL/dx = dy, shared among equal maxima as in torch.amax. */
export const GlobalMaxPool: Operator = {
  opType: 'GlobalMaxPool',
  infer: (context) => [{ type: context.input(0).type, shape: globallyPooledShape(context) }],
  gradient: ({ dy, input, outputs }) => {
    const x = input(0);
    const isMaximum = heaviside(sub(x, outputs[0]!), 1);
    const positions = x.shape.slice(2).map((_, axis) => axis + 2);
    return [mul(isMaximum, div(dy, reduceSum(isMaximum, positions)))];
  },
  samples: [
    { name: 'images', inputs: [distinctInput([2, 3, 2, 3])] },
    { name: '1-D', inputs: [distinctInput([2, 3, 4])] },
  ],
};
