import { getTextEncoding } from '@bufbuild/protobuf/wire';
import { EngineError } from '../errors.ts';
import { float32Tensor, stringTensor, type Tensor } from '../graph/tensor.ts';
import { decodeTensor } from './decodeTensor.ts';
import type { ReadExternal } from './externalData.ts';
import { AttributeProto_AttributeType as Kind, type AttributeProto } from './schema/onnx_pb.js';

const { decodeUtf8 } = getTextEncoding();

/**
 * The tensor of a Constant node, whichever of its attributes holds it. Integers are read exactly, since the largest
 * int64 is a common one. Throws MODEL_UNSUPPORTED for a sparse tensor.
 */
export function constantTensor(
  attributes: readonly AttributeProto[],
  readExternal: ReadExternal | undefined,
  where: string,
): Tensor {
  const [proto] = attributes;
  switch (proto?.type) {
    case Kind.TENSOR:
      if (proto.t) return decodeTensor(proto.t, readExternal);
      break;
    case Kind.FLOAT:
      return float32Tensor([proto.f], []);
    case Kind.FLOATS:
      return float32Tensor(proto.floats, [proto.floats.length]);
    case Kind.INT:
      return { type: 'int64', shape: [], data: BigInt64Array.of(proto.i) };
    case Kind.INTS:
      return { type: 'int64', shape: [proto.ints.length], data: BigInt64Array.from(proto.ints) };
    case Kind.STRING:
      return stringTensor([decodeUtf8(proto.s)], []);
    case Kind.STRINGS:
      return stringTensor(proto.strings.map((bytes) => decodeUtf8(bytes)));
  }
  throw new EngineError('MODEL_UNSUPPORTED', 'this form of Constant cannot be read', where);
}
