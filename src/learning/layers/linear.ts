import { add, matMul } from '../../engine/expressions.ts';
import type { Value } from '../../engine/graph/value.ts';
import type { Weights } from './weights.ts';

export interface LinearSettings {
  readonly outputSize: number;
  readonly bias: boolean;
  /** Of the initial weights; by default 1 / sqrt(D), which keeps the size of the values. */
  readonly standardDeviation?: number;
}

/** [..., D] -> [..., E], by a weight [D, E]. The bias starts at 0. */
export function linear(weights: Weights, name: string, x: Value, settings: LinearSettings): Value {
  const inputSize = x.dim(-1);
  const { outputSize, bias, standardDeviation = 1 / Math.sqrt(inputSize) } = settings;
  const product = matMul(x, weights.random(`${name}.weight`, [inputSize, outputSize], standardDeviation));
  return bias ? add(product, weights.filled(`${name}.bias`, [outputSize], 0)) : product;
}
