import type { SampleInput } from './operator.ts';

/** A constant int64 list for an operator's samples: axes, shapes, pads. */
export function knownInts(...values: number[]): SampleInput {
  return { shape: [values.length], type: 'int64', values, constant: true };
}

/** A constant float32 number for an operator's samples. */
export function knownNumber(value: number): SampleInput {
  return { shape: [], values: [value], constant: true };
}
