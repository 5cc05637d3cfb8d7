import { greaterMask, mul } from '../../expressions.ts';
import { HANDFUL_DOMAIN } from '../../graph/graph.ts';
import type { Operator } from '../operator.ts';
import { likeFirstInput } from '../shapeRules.ts';

/** (dy, y) -> dy where y > 0. */
export const ReluGradient: Operator = {
  opType: 'ReluGradient',
  domain: HANDFUL_DOMAIN,
  infer: likeFirstInput,
  lower: ({ input }) => [mul(input(0), greaterMask(input(1), 0))],
};
