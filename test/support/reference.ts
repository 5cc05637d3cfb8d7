import path from 'node:path';
import { float32Tensor, type Tensor } from '../../src/engine/graph/tensor.ts';

/** Float64 truth and float32 steps agree to |a - b| <= 1e-5 + 1e-4 |b|. */
const RELATIVE_TOLERANCE = 1e-4;
const ABSOLUTE_TOLERANCE = 1e-5;

export interface Numbers {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

/** Where the reference numbers are: another folder of the same form when HANDFUL_REFERENCE names one. */
export const referenceRoot = process.env['HANDFUL_REFERENCE'] ?? path.join(import.meta.dirname, '../reference');

export const readTensor = ({ shape, data }: Numbers): Tensor => float32Tensor(data, shape);

/** The numbers beyond the tolerance, as text that a failing test shows. */
export function differences(actual: readonly number[], expected: readonly number[]): string[] {
  if (actual.length !== expected.length) return [`${actual.length} numbers instead of ${expected.length}`];
  return actual.flatMap((value, index) => {
    const truth = expected[index]!;
    const close = Math.abs(value - truth) <= ABSOLUTE_TOLERANCE + RELATIVE_TOLERANCE * Math.abs(truth);
    return close ? [] : [`[${index}] ${value} instead of ${truth}`];
  });
}
