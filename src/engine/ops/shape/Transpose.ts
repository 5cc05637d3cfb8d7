import { transpose } from '../../expressions.ts';
import { rowMajorStrides, smallConstant, takeStrided } from '../folding.ts';
import type { GradientContext, Operator, ShapeContext } from '../operator.ts';

/** Permutes the axes, by default reversing them; dL/dx = dy permuted back. */
export const Transpose: Operator = {
  opType: 'Transpose',
  infer: (context) => {
    const { type, shape } = context.input(0);
    return [{ type, shape: permutationOf(context).map((axis) => shape[axis]!) }];
  },
  gradient: (context) => {
    const permutation = permutationOf(context);
    return [
      transpose(
        context.dy,
        permutation.map((_, axis) => permutation.indexOf(axis)),
      ),
    ];
  },
  fold: (context) => {
    const tensor = smallConstant(context, 0);
    if (!tensor) return undefined;
    const permutation = permutationOf(context);
    const strides = rowMajorStrides(tensor.shape);
    return [
      takeStrided(
        tensor,
        permutation.map((axis) => tensor.shape[axis]!),
        permutation.map((axis) => strides[axis]!),
      ),
    ];
  },
  samples: [
    { name: 'reversed', inputs: [{ shape: [2, 3, 4] }] },
    { name: 'rotated', inputs: [{ shape: [2, 3, 4] }], attributes: { perm: [1, 2, 0] } },
  ],
};

function permutationOf(
  context: Pick<ShapeContext & GradientContext, 'input' | 'attributes' | 'fail'>,
): readonly number[] {
  const { rank } = context.input(0);
  const axes = Array.from({ length: rank }, (_, axis) => axis);
  const permutation = context.attributes.ints('perm', axes.toReversed());
  const isPermutation = permutation.length === rank && axes.every((axis) => permutation.includes(axis));
  return isPermutation ? permutation : context.fail(`[${permutation.join(', ')}] does not permute ${rank} axes`);
}
