import type { GraphBuilder } from '../../engine/graph/builder.ts';
import { elementCount, float32Tensor } from '../../engine/graph/tensor.ts';
import type { Value } from '../../engine/graph/value.ts';
import { randomGenerator } from '../random/randomGenerator.ts';

/** Names and fills the parameters of a network that starts from scratch. The same seed gives the same weights. */
export class Weights {
  readonly builder: GraphBuilder;
  readonly #random: () => number;

  constructor(builder: GraphBuilder, seed: number) {
    this.builder = builder;
    this.#random = randomGenerator(seed);
  }

  /** Normally distributed around 0. */
  normal(name: string, shape: readonly number[], standardDeviation: number): Value {
    const data = new Float32Array(elementCount(shape));
    for (let index = 0; index < data.length; index += 2) {
      // Box-Muller: two normal numbers from two uniform ones; 1 - u is never 0
      const radius = standardDeviation * Math.sqrt(-2 * Math.log(1 - this.#random()));
      const angle = 2 * Math.PI * this.#random();
      data[index] = radius * Math.cos(angle);
      if (index + 1 < data.length) data[index + 1] = radius * Math.sin(angle);
    }
    return this.builder.constant(float32Tensor(data, shape), name);
  }

  filled(name: string, shape: readonly number[], value: number): Value {
    return this.builder.constant(float32Tensor(new Float32Array(elementCount(shape)).fill(value), shape), name);
  }
}
