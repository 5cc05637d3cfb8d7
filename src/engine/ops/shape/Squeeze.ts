import type { ValueType } from '../../graph/graph.ts';
import type { Operator, ShapeContext } from '../operator.ts';
import { knownInts } from '../sampleInputs.ts';
import { constantInts, normalizeAxis } from '../shapeRules.ts';
import { foldReshaping, reshapeBack } from './reshaping.ts';

/** Drops axes of size 1, by default all of them; dL/dx = dy in the shape of x. */
export const Squeeze: Operator = {
  opType: 'Squeeze',
  infer,
  gradient: reshapeBack,
  fold: foldReshaping(infer),
  samples: [
    { name: 'all', inputs: [{ shape: [1, 3, 1] }] },
    { name: 'the last', inputs: [{ shape: [1, 3, 1] }, knownInts(-1)] },
  ],
};

function infer(context: ShapeContext): ValueType[] {
  const { type, shape, rank } = context.input(0);
  const axes = constantInts(context, 1, 'axes')?.map((axis) => normalizeAxis(context, axis, rank));
  for (const axis of axes ?? []) {
    if (typeof shape[axis] === 'number' && shape[axis] !== 1) context.fail(`axis ${axis} has size ${shape[axis]}`);
  }
  return [{ type, shape: shape.filter((dim, axis) => (axes ? !axes.includes(axis) : dim !== 1)) }];
}
