import { abs, add, lessMask, mul } from '../../expressions.ts';
import { HANDFUL_DOMAIN } from '../../graph/graph.ts';
import type { Operator } from '../operator.ts';
import { likeFirstInput } from '../shapeRules.ts';

/** (dy, x) -> dy (min(max(x / 6 + 1/2, 0), 1) + x / 6 [|x| < 3]): the gradient of HardSwish. */
export const HardSwishGradient: Operator = {
  opType: 'HardSwishGradient',
  domain: HANDFUL_DOMAIN,
  infer: likeFirstInput,
  lower: ({ input }) => {
    const [dy, x] = [input(0), input(1)];
    const gate = x.builder.op('HardSigmoid', [x], { alpha: 1 / 6, beta: 0.5 });
    const bend = mul(mul(x, 1 / 6), lessMask(abs(x), 3));
    return [mul(dy, add(gate, bend))];
  },
};
