import type { Value } from '../../engine/graph/value.ts';

/** Numbers that ONNX gives the element types used here (TensorProto.DataType). */
const DATA_TYPE = { float32: 1, uint8: 2, int32: 6, int64: 7, bool: 9 } as const;

export const cast = (a: Value, type: keyof typeof DATA_TYPE): Value =>
  a.builder.op('Cast', [a], { to: DATA_TYPE[type] });
