/** Element types of ONNX tensors that the engine carries. */
export type ElementType =
  | 'float32'
  | 'float64'
  | 'float16'
  | 'bfloat16'
  | 'int8'
  | 'uint8'
  | 'int16'
  | 'uint16'
  | 'int32'
  | 'uint32'
  | 'int64'
  | 'uint64'
  | 'bool'
  | 'string';

export type NumericData =
  | Float32Array
  | Float64Array
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | BigInt64Array
  | BigUint64Array;

/** `float16` and `bfloat16` hold their bits in a Uint16Array; `bool` holds 0 or 1 in a Uint8Array. */
export type TensorData = NumericData | readonly string[];

/** A constant: `data` is row-major and has as many elements as `shape` says. */
export interface Tensor {
  readonly type: ElementType;
  readonly shape: readonly number[];
  readonly data: TensorData;
}

/** Number of elements of a tensor of this shape. */
export function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, dim) => product * dim, 1);
}

export function float32Tensor(data: Float32Array | readonly number[], shape: readonly number[]): Tensor {
  return { type: 'float32', shape, data: data instanceof Float32Array ? data : Float32Array.from(data) };
}

export function int64Tensor(data: readonly number[], shape: readonly number[] = [data.length]): Tensor {
  return { type: 'int64', shape, data: BigInt64Array.from(data, (value) => BigInt(value)) };
}

export function stringTensor(data: readonly string[], shape: readonly number[] = [data.length]): Tensor {
  return { type: 'string', shape, data };
}

/** The elements as JavaScript numbers. Throws a TypeError on string tensors. */
export function toNumbers(tensor: Tensor): number[] {
  if (tensor.type === 'string') throw new TypeError('A string tensor has no numbers.');
  return Array.from(tensor.data as ArrayLike<number | bigint>, Number);
}
