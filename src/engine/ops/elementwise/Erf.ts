import { exp, mul, sub } from '../../expressions.ts';
import type { Operator } from '../operator.ts';
import { likeFirstInput } from '../shapeRules.ts';

const LOG_TWO_OVER_ROOT_PI = Math.log(2 / Math.sqrt(Math.PI));

/** y = erf(x); dL/dx = dy 2/sqrt(pi) exp(-x^2), with the factor inside the exponent. */
export const Erf: Operator = {
  opType: 'Erf',
  infer: likeFirstInput,
  gradient: ({ dy, input }) => {
    const { builder } = dy;
    return [mul(dy, exp(sub(builder.scalar(LOG_TWO_OVER_ROOT_PI), mul(input(0), input(0)))))];
  },
  samples: [{ name: 'matrix', inputs: [{ shape: [3, 4], range: [-2, 2] }] }],
};
