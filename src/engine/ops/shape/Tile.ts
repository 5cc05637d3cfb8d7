import { reduceSum, reshape } from '../../expressions.ts';
import { elementCount } from '../../graph/tensor.ts';
import { isSmall, rowMajorStrides, smallConstant, takeStrided } from '../folding.ts';
import type { GradientContext, Operator, ShapeContext } from '../operator.ts';
import { knownInts } from '../sampleInputs.ts';
import { constantInts } from '../shapeRules.ts';
import { multiplyDims } from './dimProduct.ts';

/** Repeats a tensor along each axis; dL/dx = dy, viewed with the repeats as axes of their own and summed over them. */
export const Tile: Operator = {
  opType: 'Tile',
  infer: (context) => {
    const { type, shape } = context.input(0);
    return [{ type, shape: repeatsOf(context).map((repeat, axis) => multiplyDims([shape[axis]!, repeat])) }];
  },
  gradient: (context) => {
    const repeats = repeatsOf(context);
    const apart = context.input(0).staticShape.flatMap((dim, axis) => [repeats[axis]!, dim]);
    const repeatAxes = repeats.flatMap((repeat, axis) => (repeat === 1 ? [] : [2 * axis]));
    if (repeatAxes.length === 0) return [context.dy];
    return [reshape(reduceSum(reshape(context.dy, apart), repeatAxes), context.input(0).staticShape)];
  },
  fold: (context) => {
    const tensor = smallConstant(context, 0);
    if (!tensor || !context.constant(1)) return undefined;
    const repeats = repeatsOf(context);
    const apart = tensor.shape.flatMap((dim, axis) => [repeats[axis]!, dim]);
    if (!isSmall(apart) || elementCount(apart) === 0) return undefined;
    const strides = rowMajorStrides(tensor.shape).flatMap((stride) => [0, stride]);
    return [{ ...takeStrided(tensor, apart, strides), shape: tensor.shape.map((dim, axis) => dim * repeats[axis]!) }];
  },
  samples: [
    { name: 'both axes', inputs: [{ shape: [2, 3] }, knownInts(2, 3)] },
    { name: 'one axis', inputs: [{ shape: [2, 3] }, knownInts(1, 2)] },
  ],
};

function repeatsOf(context: Pick<ShapeContext & GradientContext, 'inputs' | 'input' | 'constant' | 'fail'>): number[] {
  const repeats = constantInts(context, 1, 'repeats') ?? context.fail('repeats are missing');
  const { rank } = context.input(0);
  return repeats.length === rank ? repeats : context.fail(`${repeats.length} repeats for ${rank} axes`);
}
