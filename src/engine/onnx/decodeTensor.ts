import { getTextEncoding } from '@bufbuild/protobuf/wire';
import { EngineError } from '../errors.ts';
import type { ElementType, NumericData, Tensor, TensorData } from '../graph/tensor.ts';
import { arrayOf, dataTypeName, elementTypeOf } from './elementTypes.ts';
import { readExternalBytes, type ReadExternal } from './externalData.ts';
import { TensorProto_DataLocation as DataLocation, type TensorProto } from './schema/onnx_pb.js';

const { decodeUtf8 } = getTextEncoding();

/**
 * An ONNX tensor in any of its storage forms. Raw data is shared with the file's bytes where its alignment allows.
 * Throws MODEL_INVALID when the data does not fit the shape, MODEL_UNSUPPORTED for element types that the engine
 * does not carry, EXTERNAL_DATA for data that cannot be had.
 */
export function decodeTensor(proto: TensorProto, readExternal: ReadExternal | undefined): Tensor {
  const where = `tensor '${proto.name}'`;
  const type = elementTypeOf(proto.dataType);
  if (!type) {
    throw new EngineError('MODEL_UNSUPPORTED', `element type ${dataTypeName(proto.dataType)} is not supported`, where);
  }
  if (proto.segment) throw new EngineError('MODEL_UNSUPPORTED', 'is stored in segments', where);
  const shape = proto.dims.map((dim) => decodeTensorDim(dim, where));
  const count = shape.reduce((product, dim) => product * dim, 1);
  return { type, shape, data: decodeData(proto, type, count, readExternal, where) };
}

function decodeTensorDim(dim: bigint, where: string): number {
  if (dim >= 0n && dim <= BigInt(Number.MAX_SAFE_INTEGER)) return Number(dim);
  throw new EngineError('MODEL_INVALID', `a dimension is ${dim}`, where);
}

function decodeData(
  proto: TensorProto,
  type: ElementType,
  count: number,
  readExternal: ReadExternal | undefined,
  where: string,
): TensorData {
  const external = proto.dataLocation === DataLocation.EXTERNAL;
  if (type === 'string') {
    if (external) throw new EngineError('MODEL_INVALID', 'text cannot be stored outside the file', where);
    return checkCount(proto.stringData, count, where).map((bytes) => decodeUtf8(bytes));
  }
  const byteCount = count * arrayOf(type).BYTES_PER_ELEMENT;
  if (external) return fromBytes(type, readExternalBytes(proto, byteCount, readExternal, where), count);
  if (proto.rawData.length > 0) return fromBytes(type, checkCount(proto.rawData, byteCount, where, 'bytes'), count);
  return fromFields(proto, type, count, where);
}

/** Little-endian bytes as elements: a view where they are aligned, else a copy. */
function fromBytes(type: Exclude<ElementType, 'string'>, bytes: Uint8Array, count: number): NumericData {
  const TypedArray = arrayOf(type);
  const aligned = bytes.byteOffset % TypedArray.BYTES_PER_ELEMENT === 0 ? bytes : new Uint8Array(bytes);
  return new TypedArray(aligned.buffer, aligned.byteOffset, count);
}

/** The typed fields of the format: small integers and the bits of half floats share one field. */
function fromFields(
  proto: TensorProto,
  type: Exclude<ElementType, 'string'>,
  count: number,
  where: string,
): NumericData {
  switch (type) {
    case 'float32':
      return Float32Array.from(checkCount(proto.floatData, count, where));
    case 'float64':
      return Float64Array.from(checkCount(proto.doubleData, count, where));
    case 'int64':
      return BigInt64Array.from(checkCount(proto.int64Data, count, where));
    case 'uint64':
      return BigUint64Array.from(checkCount(proto.uint64Data, count, where));
    case 'uint32':
      return Uint32Array.from(checkCount(proto.uint64Data, count, where), Number);
    default: {
      const numbers = checkCount(proto.int32Data, count, where);
      const data = new (arrayOf(type))(count) as Int32Array;
      data.set(numbers);
      return data;
    }
  }
}

function checkCount<T extends { readonly length: number }>(list: T, count: number, where: string, unit = 'values'): T {
  if (list.length === count) return list;
  throw new EngineError('MODEL_INVALID', `has ${list.length} ${unit}, its shape asks for ${count}`, where);
}
