import { add, greaterMask, minimum, mul, sub } from '../../expressions.ts';
import { broadcastShapes } from '../broadcast.ts';
import type { GradientContext, Operator } from '../operator.ts';

/**
 * y = x where x > 0, else a x, with a slope a that broadcasts to x;
 * dL/dx = dy (a + (1 - a) [x > 0]), dL/da = dy min(x, 0).
 */
export const PRelu: Operator = {
  opType: 'PRelu',
  infer: (context) => {
    const [x, slope] = [context.input(0), context.input(1)];
    broadcastShapes(context, x.shape, slope.shape);
    return [{ type: x.type, shape: x.shape }];
  },
  gradient: (context) => [
    context.needs(0) ? mul(context.dy, slopeOf(context)) : undefined,
    context.needs(1) ? mul(context.dy, minimum(context.input(0), 0)) : undefined,
  ],
  samples: [
    { name: 'slope per channel', inputs: [{ shape: [2, 3, 4], range: [-2, 2] }, { shape: [3, 1] }] },
    { name: 'one slope', inputs: [{ shape: [2, 3], range: [-2, 2] }, { shape: [1] }] },
  ],
};

function slopeOf({ dy, input }: GradientContext) {
  const [x, slope] = [input(0), input(1)];
  return add(slope, mul(greaterMask(x, 0), sub(dy.builder.scalar(1), slope)));
}
