import type { ValueType } from '../../graph/graph.ts';
import type { Operator, ShapeContext } from '../operator.ts';
import { multiplyDims } from './dimProduct.ts';
import { foldReshaping, reshapeBack } from './reshaping.ts';

/** A matrix of the axes before and from `axis` on; dL/dx = dy in the shape of x. */
export const Flatten: Operator = {
  opType: 'Flatten',
  infer,
  gradient: reshapeBack,
  fold: foldReshaping(infer),
  samples: [
    { name: 'default', inputs: [{ shape: [2, 3, 4] }] },
    { name: 'axis 0', inputs: [{ shape: [2, 3, 4] }], attributes: { axis: 0 } },
    { name: 'negative axis', inputs: [{ shape: [2, 3, 4] }], attributes: { axis: -1 } },
  ],
};

function infer(context: ShapeContext): ValueType[] {
  const { type, shape, rank } = context.input(0);
  const axis = context.attributes.int('axis', 1);
  if (axis < -rank || axis > rank) context.fail(`axis ${axis} is outside a tensor of ${rank} axes`);
  const split = axis < 0 ? axis + rank : axis;
  return [{ type, shape: [multiplyDims(shape.slice(0, split)), multiplyDims(shape.slice(split))] }];
}
