import { create, type MessageInitShape } from '@bufbuild/protobuf';
import { getTextEncoding } from '@bufbuild/protobuf/wire';
import type { Attribute, Dim, Graph, Node, ValueInfo } from '../graph/graph.ts';
import type { NumericData, Tensor } from '../graph/tensor.ts';
import { dataTypeOf } from './elementTypes.ts';
import {
  AttributeProto_AttributeType as Kind,
  AttributeProtoSchema,
  GraphProtoSchema,
  NodeProtoSchema,
  TensorProtoSchema,
  TensorShapeProto_DimensionSchema,
  ValueInfoProtoSchema,
  type AttributeProto,
  type GraphProto,
  type NodeProto,
  type TensorProto,
  type TensorShapeProto_Dimension,
  type ValueInfoProto,
} from './schema/onnx_pb.js';

const INT64_MAX = 2n ** 63n - 1n;
const { encodeUtf8 } = getTextEncoding();

/** A graph as an ONNX message. Numeric tensors are views of their data, not copies. */
export function encodeGraph(graph: Graph): GraphProto {
  return create(GraphProtoSchema, {
    name: graph.name,
    node: encodeNodes(graph.nodes),
    initializer: Array.from(graph.initializers, ([name, tensor]) => encodeTensor(tensor, name)),
    input: graph.inputs.map(encodeValueInfo),
    output: graph.outputs.map(encodeValueInfo),
  });
}

/** onnxruntime refuses two nodes of one name, which a template that was inlined twice may have. */
function encodeNodes(nodes: readonly Node[]): NodeProto[] {
  const taken = new Set<string>();
  return nodes.map((node, index) => {
    let name = node.name;
    while (taken.has(name)) name += `#${index}`;
    if (name !== '') taken.add(name);
    return encodeNode(node, name);
  });
}

function encodeNode(node: Node, name: string): NodeProto {
  return create(NodeProtoSchema, {
    opType: node.opType,
    domain: node.domain,
    name,
    input: [...node.inputs],
    output: [...node.outputs],
    attribute: Object.entries(node.attributes).map(([key, attribute]) => encodeAttribute(key, attribute)),
  });
}

function encodeAttribute(name: string, attribute: Attribute): AttributeProto {
  return create(AttributeProtoSchema, { name, ...attributeFields(attribute) });
}

function attributeFields(attribute: Attribute): MessageInitShape<typeof AttributeProtoSchema> {
  switch (attribute.kind) {
    case 'int':
      return { type: Kind.INT, i: toInt64(attribute.value) };
    case 'float':
      return { type: Kind.FLOAT, f: attribute.value };
    case 'string':
      return { type: Kind.STRING, s: encodeUtf8(attribute.value) };
    case 'ints':
      return { type: Kind.INTS, ints: attribute.value.map(toInt64) };
    case 'floats':
      return { type: Kind.FLOATS, floats: [...attribute.value] };
    case 'strings':
      return { type: Kind.STRINGS, strings: attribute.value.map((text) => encodeUtf8(text)) };
    case 'tensor':
      return { type: Kind.TENSOR, t: encodeTensor(attribute.value) };
    case 'graph':
      return { type: Kind.GRAPH, g: encodeGraph(attribute.value) };
  }
}

function encodeTensor(tensor: Tensor, name = ''): TensorProto {
  return create(TensorProtoSchema, {
    name,
    dataType: dataTypeOf(tensor.type),
    dims: tensor.shape.map(BigInt),
    ...(tensor.type === 'string'
      ? { stringData: (tensor.data as readonly string[]).map((text) => encodeUtf8(text)) }
      : { rawData: bytesOf(tensor.data as NumericData) }),
  });
}

/** ONNX's raw data is little-endian, as is every machine that Node and onnxruntime support. */
function bytesOf(data: NumericData): Uint8Array<ArrayBuffer> {
  return new Uint8Array(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength);
}

function encodeValueInfo({ name, type, shape }: ValueInfo): ValueInfoProto {
  const dimensions = shape && { shape: { dim: shape.map(encodeDim) } };
  const tensorType = { elemType: dataTypeOf(type), ...dimensions };
  return create(ValueInfoProtoSchema, { name, type: { value: { case: 'tensorType', value: tensorType } } });
}

function encodeDim(dim: Dim): TensorShapeProto_Dimension {
  const value =
    typeof dim === 'number'
      ? ({ case: 'dimValue', value: BigInt(dim) } as const)
      : ({ case: 'dimParam', value: dim } as const);
  return create(TensorShapeProto_DimensionSchema, { value });
}

/** The largest int64 stands for "to the end" and is not exact as a number: 2^63 is brought back into range. */
function toInt64(value: number): bigint {
  const integer = BigInt(value);
  return integer > INT64_MAX ? INT64_MAX : integer;
}
