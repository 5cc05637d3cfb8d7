import type { Operator } from '../operator.ts';
import { normalizeAxis } from '../shapeRules.ts';

/** The shape rule of ArgMax and ArgMin: int64 positions along one axis. */
export const inferArgument: Operator['infer'] = (context) => {
  const { shape, rank } = context.input(0);
  const reduced = normalizeAxis(context, context.attributes.int('axis', 0), rank);
  const keepsAxis = context.attributes.int('keepdims', 1) === 1;
  const kept = shape.map((dim, axis) => (axis === reduced ? 1 : dim));
  return [{ type: 'int64', shape: keepsAxis ? kept : kept.filter((_, axis) => axis !== reduced) }];
};
