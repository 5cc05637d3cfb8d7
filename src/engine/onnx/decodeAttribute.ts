import { getTextEncoding } from '@bufbuild/protobuf/wire';
import { EngineError } from '../errors.ts';
import type { Attribute, Graph } from '../graph/graph.ts';
import { decodeTensor } from './decodeTensor.ts';
import type { ReadExternal } from './externalData.ts';
import { AttributeProto_AttributeType as Kind, type AttributeProto, type GraphProto } from './schema/onnx_pb.js';

const { decodeUtf8 } = getTextEncoding();

export interface AttributeSource {
  readonly readExternal: ReadExternal | undefined;
  readonly decodeGraph: (graph: GraphProto) => Graph;
}

/** A node's attribute in its ONNX kind. Throws MODEL_UNSUPPORTED for sparse tensors, types and lists of graphs. */
export function decodeAttribute(proto: AttributeProto, source: AttributeSource, where: string): Attribute {
  switch (proto.type) {
    case Kind.INT:
      return { kind: 'int', value: Number(proto.i) };
    case Kind.FLOAT:
      return { kind: 'float', value: proto.f };
    case Kind.STRING:
      return { kind: 'string', value: decodeUtf8(proto.s) };
    case Kind.INTS:
      return { kind: 'ints', value: proto.ints.map(Number) };
    case Kind.FLOATS:
      return { kind: 'floats', value: proto.floats };
    case Kind.STRINGS:
      return { kind: 'strings', value: proto.strings.map((bytes) => decodeUtf8(bytes)) };
    case Kind.TENSOR:
      if (proto.t) return { kind: 'tensor', value: decodeTensor(proto.t, source.readExternal) };
      break;
    case Kind.GRAPH:
      if (proto.g) return { kind: 'graph', value: source.decodeGraph(proto.g) };
      break;
    default:
      throw new EngineError(
        'MODEL_UNSUPPORTED',
        `attribute '${proto.name}' is of kind ${Kind[proto.type]}, which cannot be read`,
        where,
      );
  }
  throw new EngineError('MODEL_INVALID', `attribute '${proto.name}' has no value`, where);
}
