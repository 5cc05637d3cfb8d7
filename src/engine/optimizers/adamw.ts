import { add, div, mul, pow, sqrt, sub } from '../expressions.ts';
import type { Value } from '../graph/value.ts';
import type { Optimizer } from './optimizer.ts';

export interface AdamwSettings {
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** Decoupled: the parameter shrinks by rate * weightDecay, where it decays. */
  readonly weightDecay: number;
}

/** Adam with decoupled weight decay (arXiv 1711.05101, algorithm 2, the schedule multiplier being the rate itself). */
export function adamw({ beta1, beta2, epsilon, weightDecay }: AdamwSettings): Optimizer {
  return {
    name: 'adamw',
    slots: ({ shape }) => [
      { name: 'mean', shape },
      { name: 'square', shape },
    ],
    update({ parameter, gradient, learningRate, stepNumber, state, slot }) {
      const mean = movingAverage(state[0]!, gradient, beta1);
      const square = movingAverage(state[1]!, mul(gradient, gradient), beta2);
      const rate = div(learningRate, correction(beta1, stepNumber));
      const root = sqrt(div(square, correction(beta2, stepNumber)));
      const step = mul(div(mean, add(root, epsilon)), rate);
      const decays = slot.decays && weightDecay > 0;
      const shrunk = decays ? sub(parameter, mul(parameter, mul(learningRate, weightDecay))) : parameter;
      return { parameter: sub(shrunk, step), state: [mean, square] };
    },
  };
}

/** beta a + (1 - beta) b */
function movingAverage(a: Value, b: Value, beta: number): Value {
  return add(mul(a, beta), mul(b, 1 - beta));
}

/** 1 - beta^t: what is missing of an average that started at zero. */
function correction(beta: number, stepNumber: Value): Value {
  const { builder } = stepNumber;
  return sub(builder.scalar(1), pow(builder.scalar(beta), stepNumber));
}
