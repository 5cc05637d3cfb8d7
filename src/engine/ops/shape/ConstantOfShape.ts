import { float32Tensor, int64Tensor, type Tensor } from '../../graph/tensor.ts';
import { broadcastTensor, isSmall } from '../folding.ts';
import type { Operator, ShapeContext } from '../operator.ts';
import { knownInts } from '../sampleInputs.ts';
import { constantInts } from '../shapeRules.ts';

/** A tensor filled with one value, by default the float32 0. */
export const ConstantOfShape: Operator = {
  opType: 'ConstantOfShape',
  infer: (context) => [{ type: fillOf(context).type, shape: shapeOf(context) }],
  gradient: 'zero',
  fold: (context) => {
    if (!context.constant(0)) return undefined;
    const shape = shapeOf(context);
    return isSmall(shape) ? [broadcastTensor(fillOf(context), shape)] : undefined;
  },
  samples: [
    { name: 'zeros', inputs: [knownInts(2, 3)] },
    { name: 'ones', inputs: [knownInts(2)], attributes: { value: int64Tensor([1]) } },
  ],
};

function fillOf(context: ShapeContext): Tensor {
  return context.attributes.tensor('value') ?? float32Tensor([0], [1]);
}

function shapeOf(context: ShapeContext): number[] {
  return constantInts(context, 0, 'the shape') ?? context.fail('the shape is missing');
}
