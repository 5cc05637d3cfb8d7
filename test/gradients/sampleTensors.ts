import { elementCount, type ElementType, type Tensor } from '../../src/engine/graph/tensor.ts';
import { arrayOf } from '../../src/engine/onnx/elementTypes.ts';
import type { SampleInput } from '../../src/engine/ops/operator.ts';

/** The tensor of a sample input: its values, or random float32 numbers that depend only on `seed`. */
export function sampleTensor({ shape, type = 'float32', range = [-1, 1], values }: SampleInput, seed: string): Tensor {
  if (values) return numericTensor(type, values, shape);
  if (type !== 'float32') throw new Error(`${seed}: a ${type} sample input needs values`);
  const random = randomNumbers(seed);
  const [low, high] = range;
  const numbers = Array.from({ length: elementCount(shape) }, () => low + (high - low) * random());
  return numericTensor(type, numbers, shape);
}

function numericTensor(type: ElementType, values: readonly number[], shape: readonly number[]): Tensor {
  if (type === 'string') throw new Error('a sample of strings is not supported');
  const data = new (arrayOf(type))(values.length);
  for (const [index, value] of values.entries()) data[index] = type === 'int64' ? BigInt(value) : value;
  return { type, shape, data };
}

/** Uniform numbers in [0, 1): FNV-1a of the seed, then mulberry32. */
function randomNumbers(seed: string): () => number {
  let state = [...seed].reduce((hash, letter) => Math.imul(hash ^ letter.codePointAt(0)!, 16777619), 2166136261);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
