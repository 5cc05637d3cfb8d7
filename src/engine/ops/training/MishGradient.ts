import { add, mul, sigmoid, square, sub, tanh } from '../../expressions.ts';
import { HANDFUL_DOMAIN } from '../../graph/graph.ts';
import type { Operator } from '../operator.ts';
import { likeFirstInput } from '../shapeRules.ts';

/** (dy, x) -> dy (t + x (1 - t^2) sigmoid(x)) with t = tanh(softplus(x)): the gradient of Mish. */
export const MishGradient: Operator = {
  opType: 'MishGradient',
  domain: HANDFUL_DOMAIN,
  infer: likeFirstInput,
  lower: ({ input }) => {
    const [dy, x] = [input(0), input(1)];
    const { builder } = x;
    const t = tanh(builder.op('Softplus', [x]));
    const bend = mul(mul(x, sigmoid(x)), sub(builder.scalar(1), square(t)));
    return [mul(dy, add(t, bend))];
  },
};
