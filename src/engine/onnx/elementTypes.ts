import type { ElementType, NumericData } from '../graph/tensor.ts';
import { TensorProto_DataType as DataType } from './schema/onnx_pb.js';

type NumericType = Exclude<ElementType, 'string'>;

interface NumericArray {
  readonly BYTES_PER_ELEMENT: number;
  new (length: number): NumericData;
  new (buffer: ArrayBufferLike, byteOffset: number, length: number): NumericData;
}

const DATA_TYPES: Readonly<Record<ElementType, DataType>> = {
  float32: DataType.FLOAT,
  float64: DataType.DOUBLE,
  float16: DataType.FLOAT16,
  bfloat16: DataType.BFLOAT16,
  int8: DataType.INT8,
  uint8: DataType.UINT8,
  int16: DataType.INT16,
  uint16: DataType.UINT16,
  int32: DataType.INT32,
  uint32: DataType.UINT32,
  int64: DataType.INT64,
  uint64: DataType.UINT64,
  bool: DataType.BOOL,
  string: DataType.STRING,
};

const ARRAYS: Readonly<Record<NumericType, NumericArray>> = {
  float32: Float32Array,
  float64: Float64Array,
  float16: Uint16Array,
  bfloat16: Uint16Array,
  int8: Int8Array,
  uint8: Uint8Array,
  int16: Int16Array,
  uint16: Uint16Array,
  int32: Int32Array,
  uint32: Uint32Array,
  int64: BigInt64Array,
  uint64: BigUint64Array,
  bool: Uint8Array,
};

const elementTypes = new Map(Object.entries(DATA_TYPES).map(([type, code]) => [code, type as ElementType]));

/** ONNX's number for an element type. */
export function dataTypeOf(type: ElementType): DataType {
  return DATA_TYPES[type];
}

/** The element type of ONNX's number; undefined for those that the engine does not carry (complex, float8, int4). */
export function elementTypeOf(code: number): ElementType | undefined {
  return elementTypes.get(code);
}

/** ONNX's name of an element type number, for messages. */
export function dataTypeName(code: number): string {
  return DataType[code] ?? `number ${code}`;
}

/** The typed array that holds elements of this type. */
export function arrayOf(type: NumericType): NumericArray {
  return ARRAYS[type];
}
