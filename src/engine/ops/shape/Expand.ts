import { broadcastShapes } from '../broadcast.ts';
import { broadcastTensor, isSmall, smallConstant } from '../folding.ts';
import type { Operator, ShapeContext } from '../operator.ts';
import { knownInts } from '../sampleInputs.ts';
import { constantInts } from '../shapeRules.ts';

/** Repeats a tensor to a broadcast shape; dL/dx = dy summed back, which the reverse walk does. */
export const Expand: Operator = {
  opType: 'Expand',
  infer: (context) => [{ type: context.input(0).type, shape: expandedShape(context) }],
  gradient: ({ dy }) => [dy],
  fold: (context) => {
    const tensor = smallConstant(context, 0);
    if (!tensor || !context.constant(1)) return undefined;
    const shape = expandedShape(context) as readonly number[];
    return isSmall(shape) ? [broadcastTensor(tensor, shape)] : undefined;
  },
  samples: [
    { name: 'new axes', inputs: [{ shape: [3, 1] }, knownInts(2, 1, 4)] },
    { name: 'to nothing new', inputs: [{ shape: [2, 3] }, knownInts(1)] },
  ],
};

function expandedShape(context: ShapeContext) {
  const target = constantInts(context, 1, 'the shape') ?? context.fail('the shape is missing');
  return broadcastShapes(context, context.input(0).shape, target);
}
