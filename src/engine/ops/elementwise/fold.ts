import { elementCount, float32Tensor, int64Tensor, toNumbers, type Tensor } from '../../graph/tensor.ts';
import { broadcastShapes } from '../broadcast.ts';
import type { Operator } from '../operator.ts';

/** Above this size a constant is left to onnxruntime: folding serves shape arithmetic, not weights. */
const MAX_FOLDED_ELEMENTS = 4096;

/** Folds a broadcasting operator of one or two inputs over small int64 or float32 constants. */
export function foldElementwise(apply: (a: number, b: number) => number): NonNullable<Operator['fold']> {
  return (context) => {
    const tensors = context.inputs.map((_, index) => context.constant(index));
    if (!tensors.every((tensor): tensor is Tensor => tensor !== undefined && isFoldable(tensor))) return undefined;
    const shape = broadcastShapes(context, ...tensors.map((tensor) => tensor.shape)) as readonly number[];
    const [a, b] = tensors.map((tensor) => broadcastNumbers(tensor, shape));
    const data = a!.map((value, index) => apply(value, b?.[index] ?? 0));
    return [tensors[0]!.type === 'int64' ? int64Tensor(data.map(Math.trunc), shape) : float32Tensor(data, shape)];
  };
}

function isFoldable({ type, shape }: Tensor): boolean {
  return (type === 'int64' || type === 'float32') && elementCount(shape) <= MAX_FOLDED_ELEMENTS;
}

/** The elements of a tensor repeated to a broadcast shape, row-major. */
export function broadcastNumbers(tensor: Tensor, shape: readonly number[]): number[] {
  const source = toNumbers(tensor);
  const strides = broadcastStrides(tensor.shape, shape.length);
  return Array.from({ length: elementCount(shape) }, (_, flat) => {
    let rest = flat;
    let offset = 0;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      offset += (rest % shape[axis]!) * strides[axis]!;
      rest = Math.floor(rest / shape[axis]!);
    }
    return source[offset]!;
  });
}

function broadcastStrides(shape: readonly number[], rank: number): number[] {
  const strides = new Array<number>(rank).fill(0);
  let stride = 1;
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    if (shape[axis] !== 1) strides[axis + rank - shape.length] = stride;
    stride *= shape[axis]!;
  }
  return strides;
}
