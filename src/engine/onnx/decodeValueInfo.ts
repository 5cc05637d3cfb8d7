import { EngineError } from '../errors.ts';
import type { Dim, ValueInfo } from '../graph/graph.ts';
import { dataTypeName, elementTypeOf } from './elementTypes.ts';
import type { TensorShapeProto_Dimension, ValueInfoProto } from './schema/onnx_pb.js';

/**
 * A graph input or output. A size that the file leaves open gets a name of its own. Throws MODEL_UNSUPPORTED for
 * what is not a tensor of an element type that the engine carries.
 */
export function decodeValueInfo({ name, type }: ValueInfoProto, rename: (name: string) => string): ValueInfo {
  const where = `value '${name}'`;
  if (type?.value.case !== 'tensorType') {
    throw new EngineError('MODEL_UNSUPPORTED', `is ${type?.value.case ?? 'untyped'}, not a tensor`, where);
  }
  const { elemType, shape } = type.value.value;
  const elementType = elementTypeOf(elemType);
  if (!elementType) {
    throw new EngineError('MODEL_UNSUPPORTED', `element type ${dataTypeName(elemType)} is not supported`, where);
  }
  return { name: rename(name), type: elementType, shape: shape?.dim.map((dim, axis) => decodeDim(dim, name, axis)) };
}

/** Some exporters write an unknown size as a negative one. */
function decodeDim({ value }: TensorShapeProto_Dimension, name: string, axis: number): Dim {
  if (value.case === 'dimParam' && value.value !== '') return value.value;
  if (value.case === 'dimValue' && value.value >= 0n) return Number(value.value);
  return `${name}.${axis}`;
}
