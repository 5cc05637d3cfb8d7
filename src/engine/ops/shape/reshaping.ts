import { reshape } from '../../expressions.ts';
import type { Tensor } from '../../graph/tensor.ts';
import type { GradientRule, Operator, ShapeContext } from '../operator.ts';

/** dL/dx = dy with the shape of x: the gradient of every operator that only renames axes. */
export const reshapeBack: GradientRule = ({ dy, input }) => [reshape(dy, input(0).staticShape)];

/** Folds an operator that keeps the elements in their order: the data is shared, whatever its size. */
export function foldReshaping(infer: Operator['infer']): NonNullable<Operator['fold']> {
  return (context: ShapeContext): Tensor[] | undefined => {
    const tensor = context.constant(0);
    const isKnown = context.inputs.every((value, index) => value === undefined || context.constant(index));
    return tensor && isKnown ? [{ ...tensor, shape: infer(context)[0]!.shape as readonly number[] }] : undefined;
  };
}
