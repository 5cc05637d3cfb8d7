import { create, toBinary, type MessageInitShape } from '@bufbuild/protobuf';
import {
  AttributeProto_AttributeType as Kind,
  ModelProtoSchema,
  TensorProto_DataType as DataType,
  type AttributeProtoSchema,
  type FunctionProtoSchema,
  type GraphProto,
  type GraphProtoSchema,
  type NodeProtoSchema,
  type TensorProtoSchema,
  type ValueInfoProtoSchema,
} from '../../../../src/engine/onnx/schema/onnx_pb.js';

export type NodeInit = MessageInitShape<typeof NodeProtoSchema>;
export type TensorInit = MessageInitShape<typeof TensorProtoSchema>;
export type GraphInit = Exclude<MessageInitShape<typeof GraphProtoSchema>, GraphProto>;
export type AttributeInit = MessageInitShape<typeof AttributeProtoSchema>;
export type FunctionInit = MessageInitShape<typeof FunctionProtoSchema>;

type ModelParts = GraphInit & {
  readonly opset?: number;
  readonly functions?: FunctionInit[];
  readonly domains?: string[];
};

/** An ONNX file, written as another program would write it. */
export function modelBytes({ opset = 20, functions = [], domains = [], ...graph }: ModelParts): Uint8Array {
  const opsetImport = [{ domain: '', version: BigInt(opset) }, ...domains.map((domain) => ({ domain, version: 1n }))];
  return toBinary(ModelProtoSchema, create(ModelProtoSchema, { irVersion: 8n, opsetImport, functions, graph }));
}

/** A tensor input or output; a text is a size that is only known at run time. */
export function info(
  name: string,
  shape: readonly (number | string)[],
  elemType: DataType = DataType.FLOAT,
): MessageInitShape<typeof ValueInfoProtoSchema> {
  const dim = shape.map((size) => ({
    value:
      typeof size === 'number'
        ? ({ case: 'dimValue', value: BigInt(size) } as const)
        : ({ case: 'dimParam', value: size } as const),
  }));
  return { name, type: { value: { case: 'tensorType', value: { elemType, shape: { dim } } } } };
}

export function node(
  opType: string,
  input: string[],
  output: string[],
  attribute: AttributeInit[] = [],
  rest: NodeInit = {},
): NodeInit {
  return { opType, input, output, attribute, name: `${opType} of ${output[0]}`, ...rest };
}

export function floats(name: string, dims: readonly number[], values: readonly number[]): TensorInit {
  return { name, dataType: DataType.FLOAT, dims: dims.map(BigInt), floatData: [...values] };
}

export const text = (value: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(value);
export const int = (name: string, i: number): AttributeInit => ({ name, type: Kind.INT, i: BigInt(i) });
export const ints = (name: string, list: number[]): AttributeInit => ({
  name,
  type: Kind.INTS,
  ints: list.map(BigInt),
});
export const float = (name: string, f: number): AttributeInit => ({ name, type: Kind.FLOAT, f });
export const string = (name: string, s: string): AttributeInit => ({ name, type: Kind.STRING, s: text(s) });
export const graph = (name: string, g: GraphInit): AttributeInit => ({ name, type: Kind.GRAPH, g });
/** An attribute of a function's body that takes the value which the call gives for `refAttrName`. */
export const reference = (name: string, refAttrName: string, type: Kind): AttributeInit => ({
  name,
  refAttrName,
  type,
});
