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

  /** Uniform around 0 with this standard deviation. */
  random(name: string, shape: readonly number[], standardDeviation: number): Value {
    const bound = Math.sqrt(3) * standardDeviation;
    const data = new Float32Array(elementCount(shape));
    for (let index = 0; index < data.length; index++) data[index] = bound * (2 * this.#random() - 1);
    return this.builder.constant(float32Tensor(data, shape), name);
  }

  filled(name: string, shape: readonly number[], value: number): Value {
    return this.builder.constant(float32Tensor(new Float32Array(elementCount(shape)).fill(value), shape), name);
  }
}
