import { elementCount, toNumbers, type ElementType, type NumericData, type Tensor } from '../graph/tensor.ts';
import { arrayOf } from '../onnx/elementTypes.ts';
import { broadcastShapes } from './broadcast.ts';
import type { Operator, ShapeContext } from './operator.ts';

/** Above this size a constant is left to onnxruntime: folding serves shape arithmetic, not weights. */
const MAX_FOLDED_ELEMENTS = 4096;
const MAX_INT64 = 2n ** 63n - 1n;

type Constants = Pick<ShapeContext, 'inputs' | 'constant'>;

/** Whether a tensor of this shape is small enough to be computed while the graph is built. */
export function isSmall(shape: readonly number[]): boolean {
  return elementCount(shape) <= MAX_FOLDED_ELEMENTS;
}

/** The constant behind an input, when it is known and small. */
export function smallConstant({ constant }: Pick<ShapeContext, 'constant'>, index: number): Tensor | undefined {
  const tensor = constant(index);
  return tensor && isSmall(tensor.shape) ? tensor : undefined;
}

/** As `smallConstant`, when arithmetic can be done on it: strings have none, half floats are carried as bits. */
export function smallNumber(context: Pick<ShapeContext, 'constant'>, index: number): Tensor | undefined {
  const tensor = smallConstant(context, index);
  const hasNumbers = tensor && tensor.type !== 'string' && tensor.type !== 'float16' && tensor.type !== 'bfloat16';
  return hasNumbers ? tensor : undefined;
}

/** The constants behind all inputs, when every one is known and small. */
export function smallConstants(context: Constants): Tensor[] | undefined {
  return allKnown(context.inputs.map((_, index) => smallConstant(context, index)));
}

/** As `smallConstants`, when arithmetic can be done on all of them. */
export function smallNumbers(context: Constants): Tensor[] | undefined {
  return allKnown(context.inputs.map((_, index) => smallNumber(context, index)));
}

function allKnown(tensors: readonly (Tensor | undefined)[]): Tensor[] | undefined {
  return tensors.every((tensor) => tensor !== undefined) ? tensors.slice() : undefined;
}

/**
 * Folds a broadcasting operator over small constants. The result has the type of the first input unless `resultType`
 * says otherwise.
 */
export function foldElementwise(
  apply: (...operands: number[]) => number | boolean,
  resultType?: ElementType,
): NonNullable<Operator['fold']> {
  return (context) => {
    const tensors = smallNumbers(context);
    if (!tensors) return undefined;
    const shape = broadcastShapes(context, ...tensors.map((tensor) => tensor.shape)) as readonly number[];
    if (!isSmall(shape)) return undefined;
    const operands = tensors.map((tensor) => toNumbers(broadcastTensor(tensor, shape)));
    const data = operands[0]!.map((_, index) => Number(apply(...operands.map((operand) => operand[index]!))));
    return [tensorOf(resultType ?? tensors[0]!.type, data, shape)];
  };
}

/** A tensor of this type from JavaScript numbers. Integers are truncated, int64 saturates. */
export function tensorOf(type: ElementType, numbers: readonly number[], shape: readonly number[]): Tensor {
  if (type === 'string') throw new TypeError('A string tensor has no numbers.');
  const data = new (arrayOf(type))(numbers.length);
  const isWide = type === 'int64' || type === 'uint64';
  for (const [index, value] of numbers.entries()) data[index] = isWide ? toBigInt(value) : value;
  return { type, shape, data };
}

/** The largest int64 means "to the end" in slices; as a number it is rounded up to one too many. */
function toBigInt(value: number): bigint {
  const exact = BigInt(Math.trunc(value));
  return exact > MAX_INT64 ? MAX_INT64 : exact;
}

/** The elements at these row-major positions, in a new shape. Any element type, nothing is rounded. */
export function takeElements(tensor: Tensor, positions: readonly number[], shape: readonly number[]): Tensor {
  if (tensor.type === 'string') {
    const strings = tensor.data as readonly string[];
    return { type: 'string', shape, data: positions.map((position) => strings[position]!) };
  }
  const source = tensor.data as NumericData;
  const data = new (arrayOf(tensor.type))(positions.length);
  for (const [index, position] of positions.entries()) data[index] = source[position]!;
  return { type: tensor.type, shape, data };
}

/** The elements of several tensors of one type, one after the other. */
export function joinElements(tensors: readonly Tensor[]): Tensor {
  const { type } = tensors[0]!;
  const length = tensors.reduce((sum, { data }) => sum + data.length, 0);
  if (type === 'string') return { type, shape: [length], data: tensors.flatMap(({ data }) => data as string[]) };
  const data = new (arrayOf(type))(length);
  let offset = 0;
  for (const tensor of tensors) {
    data.set(tensor.data as never, offset);
    offset += tensor.data.length;
  }
  return { type, shape: [length], data };
}

/** The elements at `offset` + the strides times the coordinates, for every coordinate of `shape`. */
export function takeStrided(tensor: Tensor, shape: readonly number[], strides: readonly number[], offset = 0): Tensor {
  const positions = Array.from({ length: elementCount(shape) }, (_, flat) => {
    let rest = flat;
    let position = offset;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      position += (rest % shape[axis]!) * strides[axis]!;
      rest = Math.floor(rest / shape[axis]!);
    }
    return position;
  });
  return takeElements(tensor, positions, shape);
}

/** A tensor repeated to a broadcast shape. */
export function broadcastTensor(tensor: Tensor, shape: readonly number[]): Tensor {
  const strides = rowMajorStrides(tensor.shape).map((stride, axis) => (tensor.shape[axis] === 1 ? 0 : stride));
  return takeStrided(tensor, shape, [...new Array<number>(shape.length - tensor.shape.length).fill(0), ...strides]);
}

/** How far apart neighbours along each axis lie. */
export function rowMajorStrides(shape: readonly number[]): number[] {
  return shape.map((_, axis) => elementCount(shape.slice(axis + 1)));
}
