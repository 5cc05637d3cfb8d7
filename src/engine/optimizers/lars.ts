import { add, div, greater, mul, reduceSum, sqrt, where } from '../expressions.ts';
import type { Value } from '../graph/value.ts';
import { momentumStep } from './momentum.ts';
import type { Optimizer } from './optimizer.ts';
import type { SgdSettings } from './sgd.ts';

export interface LarsSettings extends SgdSettings {
  /** Trust coefficient; the authors use 0.001. */
  readonly trust: number;
}

const SMALLEST_NORM = 1e-8;

/**
 * Layer-wise adaptive rates (arXiv 1708.03888, algorithm 1) around SGD with momentum: each parameter's gradient, with
 * its weight decay, is scaled by
 *   trust ||p|| / (||g|| + weightDecay ||p||).
 * Biases and norms (`decays` false) take the plain step, without decay.
 */
export function lars(settings: LarsSettings): Optimizer {
  return {
    name: 'lars',
    slots: ({ shape }) => [{ name: 'velocity', shape }],
    update({ parameter, gradient, learningRate, state, slot }) {
      const adapted = slot.decays ? adapt(parameter, gradient, settings) : gradient;
      return momentumStep({ parameter, gradient: adapted, learningRate, velocity: state[0]! }, settings);
    },
  };
}

function adapt(parameter: Value, gradient: Value, { trust, weightDecay }: LarsSettings): Value {
  const parameterNorm = norm(parameter);
  const gradientNorm = norm(gradient);
  const decayed = weightDecay > 0 ? add(gradient, mul(parameter, weightDecay)) : gradient;
  const rate = div(mul(parameterNorm, trust), add(add(gradientNorm, mul(parameterNorm, weightDecay)), SMALLEST_NORM));
  // As the authors: where either norm is 0 there is nothing to adapt to, and the plain gradient is used. With a zero
  // gradient that gradient is zero, so an untouched parameter does not decay.
  const adaptable = greater(mul(parameterNorm, gradientNorm), 0);
  return where(adaptable, mul(decayed, rate), gradient);
}

/** Euclidean norm over all elements, shape []. */
function norm(a: Value): Value {
  const axes = Array.from({ length: a.rank }, (_, axis) => axis);
  return sqrt(reduceSum(mul(a, a), axes, false));
}
