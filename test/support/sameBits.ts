import type { Tensor } from '../../src/engine/graph/tensor.ts';

/** Whether two tensors hold the same numbers, bit for bit. `toEqual` takes seconds for the weights of an encoder. */
export function sameBits({ data: one }: Tensor, { data: other }: Tensor): boolean {
  if (!ArrayBuffer.isView(one) || !ArrayBuffer.isView(other)) throw new Error('They are no numbers.');
  return Buffer.from(one.buffer, one.byteOffset, one.byteLength).equals(
    Buffer.from(other.buffer, other.byteOffset, other.byteLength),
  );
}
