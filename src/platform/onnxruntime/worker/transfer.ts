import type { NumericData, Tensor } from '../../../engine/graph/tensor.ts';

/**
 * A copy of a tensor in memory of its own, and that memory to hand over: the caller may go on using its tensor, and
 * onnxruntime's memory must not leave its thread. Text is copied by the message itself.
 */
export function ownCopy(tensor: Tensor): { readonly tensor: Tensor; readonly transfer: ArrayBuffer[] } {
  if (tensor.type === 'string') return { tensor, transfer: [] };
  const data = (tensor.data as NumericData).slice();
  return { tensor: { type: tensor.type, shape: tensor.shape, data }, transfer: [data.buffer as ArrayBuffer] };
}
